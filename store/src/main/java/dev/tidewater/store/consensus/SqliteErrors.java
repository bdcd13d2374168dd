package dev.tidewater.store.consensus;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Gives SQLite's result codes their meaning for the user. */
final class SqliteErrors {
  /** The low byte of an extended result code is the primary one. */
  private static final int PRIMARY_MASK = 0xff;

  private SqliteErrors() {}

  static TidewaterException translate(String operation, Path file, SQLException cause) {
    int primary = primaryCode(cause);
    TidewaterException translated;
    if (primary == SQLiteErrorCode.SQLITE_FULL.code) {
      translated =
          new TidewaterException(
                  ErrorCode.DISK_FULL,
                  "no space left on the store's disk: cannot {operation} {file}",
                  cause)
              .hint(
                  "Free some space; nothing accepted before is lost, and a running server goes on by itself.");
    } else if (primary == SQLiteErrorCode.SQLITE_CORRUPT.code
        || primary == SQLiteErrorCode.SQLITE_NOTADB.code) {
      translated =
          new TidewaterException(ErrorCode.DATA_CORRUPTED, "{file} is damaged", cause)
              .hint("Restore the store's directory from a backup.");
    } else if (primary == SQLiteErrorCode.SQLITE_BUSY.code
        || primary == SQLiteErrorCode.SQLITE_LOCKED.code) {
      translated =
          new TidewaterException(
                  ErrorCode.OBJECT_IN_USE, "another process keeps {file} locked", cause)
              .hint("Close other programs that have the file open.");
    } else {
      translated =
          new TidewaterException(ErrorCode.IO_ERROR, "the store cannot {operation} {file}", cause)
              .detail(String.valueOf(cause.getMessage()));
    }
    return translated.with("operation", operation).with("file", file);
  }

  private static int primaryCode(SQLException cause) {
    int code =
        cause instanceof SQLiteException sqlite
            ? sqlite.getResultCode().code
            : cause.getErrorCode();
    return code & PRIMARY_MASK;
  }
}
