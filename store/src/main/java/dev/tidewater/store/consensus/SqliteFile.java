package dev.tidewater.store.consensus;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/** The database file: its settings and its schema, specified in {@code docs/formats/store.md}. */
final class SqliteFile {
  /** Written to the file's header; a file with another version is refused. */
  static final int FORMAT_VERSION = 1;

  /** Marks the file as ours: "TIDE". */
  static final int APPLICATION_ID = 0x54494445;

  /** How long a statement waits for a foreign process, say a curious {@code sqlite3}, to let go. */
  private static final int BUSY_TIMEOUT_MILLIS = 10_000;

  private SqliteFile() {}

  static Connection connect(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
  }

  /** Makes the table in a new file; refuses one that is not ours or of another version. */
  static void prepareSchema(Path file, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int version = number(statement, "PRAGMA user_version");
      if (version == FORMAT_VERSION) {
        return;
      }
      if (version != 0 || number(statement, "SELECT count(*) FROM sqlite_master") != 0) {
        throw new TidewaterException(
                ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE,
                "{file} is not a consensus file of a format that this version reads")
            .with("file", file)
            .detail("format version " + version + ", expected " + FORMAT_VERSION);
      }
      statement.executeUpdate("BEGIN IMMEDIATE");
      statement.executeUpdate(
          "CREATE TABLE entries (key TEXT NOT NULL, sequence INTEGER NOT NULL,"
              + " value BLOB NOT NULL, PRIMARY KEY (key, sequence)) WITHOUT ROWID");
      statement.executeUpdate("PRAGMA application_id = " + APPLICATION_ID);
      statement.executeUpdate("PRAGMA user_version = " + FORMAT_VERSION);
      statement.executeUpdate("COMMIT");
    }
  }

  private static int number(Statement statement, String sql) throws SQLException {
    try (ResultSet result = statement.executeQuery(sql)) {
      return result.next() ? result.getInt(1) : 0;
    }
  }
}
