package dev.tidewater.source.postgres;

import dev.tidewater.store.CollectionId;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a source stands: stored with each append, atomically with the rows it speaks of. The format
 * is specified in docs/formats/source-progress.md.
 *
 * @param systemId the upstream cluster's identity; an LSN means nothing in another one
 * @param lsn every transaction whose commit record begins before it is in the collections, none
 *     after
 * @param tables the tables whose snapshot is in; a table of the source that is not here is new
 */
record SourceProgress(long systemId, long lsn, SortedMap<CollectionId, TableProgress> tables) {
  private static final byte VERSION = 1;

  SourceProgress {
    tables = new TreeMap<>(tables);
  }

  /**
   * @param oid the upstream table's object id
   * @param error why the table can't go on; null if it can
   */
  record TableProgress(int oid, @Nullable TableError error) {}

  /** What of a table's error is told again after a restart. */
  record TableError(String sqlState, String message, String hint) {
    static TableError of(TidewaterException error) {
      String hint = error.hint();
      return new TableError(error.code().sqlState(), error.getMessage(), hint == null ? "" : hint);
    }

    TidewaterException toException() {
      ErrorCode code = ErrorCode.EXTERNAL_SYSTEM;
      for (ErrorCode candidate : ErrorCode.values()) {
        if (candidate.sqlState().equals(sqlState)) {
          code = candidate;
        }
      }
      TidewaterException exception =
          new TidewaterException(code, "{message}").with("message", message);
      return hint.isEmpty() ? exception : exception.hint(hint);
    }
  }

  byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeLong(systemId);
      out.writeLong(lsn);
      out.writeInt(tables.size());
      for (var entry : tables.entrySet()) {
        out.writeLong(entry.getKey().value());
        out.writeInt(entry.getValue().oid());
        TableError error = entry.getValue().error();
        out.writeBoolean(error != null);
        if (error != null) {
          out.writeUTF(error.sqlState());
          out.writeUTF(bounded(error.message()));
          out.writeUTF(bounded(error.hint()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Texts are cut so that they fit the format's 64 KiB, whatever characters they have. */
  private static String bounded(String text) {
    int limit = 16_000;
    return text.length() <= limit ? text : text.substring(0, limit);
  }

  static SourceProgress decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte version = in.readByte();
      if (version != VERSION) {
        throw new TidewaterException(
                ErrorCode.DATA_CORRUPTED, "progress of a source has unknown version {version}")
            .with("version", version);
      }
      long systemId = in.readLong();
      long lsn = in.readLong();
      int count = in.readInt();
      SortedMap<CollectionId, TableProgress> tables = new TreeMap<>();
      for (int i = 0; i < count; i++) {
        CollectionId collection = new CollectionId(in.readLong());
        int oid = in.readInt();
        TableError error =
            in.readBoolean() ? new TableError(in.readUTF(), in.readUTF(), in.readUTF()) : null;
        tables.put(collection, new TableProgress(oid, error));
      }
      return new SourceProgress(systemId, lsn, tables);
    } catch (IOException e) {
      throw new TidewaterException(
          ErrorCode.DATA_CORRUPTED, "progress of a source does not fit its format", e);
    }
  }
}
