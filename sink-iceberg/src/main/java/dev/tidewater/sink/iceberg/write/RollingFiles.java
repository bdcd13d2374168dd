package dev.tidewater.sink.iceberg.write;

import dev.tidewater.sink.iceberg.commit.StagedFiles;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.deletes.EqualityDeleteWriter;
import org.apache.iceberg.encryption.EncryptedOutputFile;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.util.PropertyUtil;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows to files of about the target size. A file is begun with its first row, so no file is
 * empty. For one thread.
 *
 * @param <F> what a finished file is
 */
abstract class RollingFiles<F> implements AutoCloseable {
  /** A file that is being written. */
  private interface Open<F> extends Closeable {
    void write(VectorRow row);

    long length();

    F finished();
  }

  private final FileIO io;
  private final long targetBytes;
  private final List<F> finished = new ArrayList<>();
  private final List<String> locations = new ArrayList<>();
  private @Nullable Open<F> open;

  private RollingFiles(FileIO io, long targetBytes) {
    this.io = io;
    this.targetBytes = targetBytes;
  }

  abstract EncryptedOutputFile name();

  abstract Open<F> begin(EncryptedOutputFile file) throws IOException;

  /** Writes the first rows of some vectors, beginning with {@code rows.row}. */
  final void write(VectorRow rows, int count) {
    if (count == 0) {
      return;
    }
    try {
      Open<F> file = open;
      if (file == null) {
        EncryptedOutputFile name = name();
        locations.add(name.encryptingOutputFile().location());
        file = begin(name);
        open = file;
      }
      for (rows.row = 0; rows.row < count; rows.row++) {
        file.write(rows);
      }
      if (file.length() >= targetBytes) {
        finishFile(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void finishFile(Open<F> file) throws IOException {
    open = null;
    file.close();
    finished.add(file.finished());
  }

  /** Ends the last file; all files are durable on return. */
  final List<F> finish() {
    try {
      Open<F> file = open;
      if (file != null) {
        finishFile(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(finished);
  }

  /** Ends writing and deletes all files: they were never part of a commit. */
  final void abort() {
    close();
    locations.forEach(location -> StagedFiles.deleteQuietly(io, location));
  }

  /** Lets go of what is open; does not delete. */
  @Override
  public final void close() {
    Open<F> file = open;
    open = null;
    if (file != null) {
      try {
        file.close();
      } catch (IOException | RuntimeException e) {
        // The file is abandoned; that it can't be ended is no news.
      }
    }
  }

  /** Files of rows. */
  static RollingFiles<DataFile> data(TableFiles files) {
    long target = property(files, "write.target-file-size-bytes", 512L << 20);
    return new RollingFiles<>(files.io(), target) {
      @Override
      EncryptedOutputFile name() {
        return files.newDataFile();
      }

      @Override
      Open<DataFile> begin(EncryptedOutputFile file) throws IOException {
        return new OpenData(files.dataWriter(file));
      }
    };
  }

  /** Files of keys whose rows are gone. */
  static RollingFiles<DeleteFile> deletes(TableFiles files) {
    long target = property(files, "write.delete.target-file-size-bytes", 64L << 20);
    return new RollingFiles<>(files.io(), target) {
      @Override
      EncryptedOutputFile name() {
        return files.newDeleteFile();
      }

      @Override
      Open<DeleteFile> begin(EncryptedOutputFile file) throws IOException {
        return new OpenDeletes(files.deleteWriter(file));
      }
    };
  }

  private static long property(TableFiles files, String name, long fallback) {
    return PropertyUtil.propertyAsLong(files.table().properties(), name, fallback);
  }

  private record OpenData(DataWriter<VectorRow> writer) implements Open<DataFile> {
    @Override
    public void write(VectorRow row) {
      writer.write(row);
    }

    @Override
    public long length() {
      return writer.length();
    }

    @Override
    public DataFile finished() {
      return writer.toDataFile();
    }

    @Override
    public void close() throws IOException {
      writer.close();
    }
  }

  private record OpenDeletes(EqualityDeleteWriter<VectorRow> writer) implements Open<DeleteFile> {
    @Override
    public void write(VectorRow row) {
      writer.write(row);
    }

    @Override
    public long length() {
      return writer.length();
    }

    @Override
    public DeleteFile finished() {
      return writer.toDeleteFile();
    }

    @Override
    public void close() throws IOException {
      writer.close();
    }
  }
}
