package dev.tidewater.store.blob;

import dev.tidewater.store.disk.Disk;
import dev.tidewater.store.disk.DiskErrors;
import dev.tidewater.store.disk.DiskInput;
import dev.tidewater.store.disk.DiskOutput;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Objects as files below a directory. An object is written to a temporary file, synced, renamed to
 * its name, and the directory synced: a crash leaves it whole or leaves a temporary file, which the
 * next opening removes.
 *
 * <p>Files are spread over {@value #FAN_OUT} directories by a hash of the name, since directories
 * of very many files are slow; the slashes of a name become {@code +} in its file's.
 */
public final class LocalBlob implements Blob {
  /** Keeps directories below some thousand files up to a few hundred thousand objects. */
  private static final int FAN_OUT = 64;

  /**
   * A large object is synced piece by piece: a sync of all of it at once would hold up the commits
   * of everybody else on the disk.
   */
  private static final long SYNC_AFTER_BYTES = 8 << 20;

  private static final String TEMPORARY = ".tmp";

  private final Disk disk;
  private final Path root;
  private final Set<Path> knownDirectories = ConcurrentHashMap.newKeySet();

  private LocalBlob(Disk disk, Path root) {
    this.disk = disk;
    this.root = root;
  }

  /** Opens or makes the directory. The caller sees to it that no other process uses it. */
  public static LocalBlob open(Disk disk, Path root) {
    LocalBlob blob = new LocalBlob(disk, root);
    try {
      disk.createDirectories(root);
      blob.removeTemporaries();
    } catch (IOException e) {
      throw DiskErrors.translate("open the directory", root, e);
    }
    return blob;
  }

  private void removeTemporaries() throws IOException {
    for (Path directory : disk.list(root)) {
      for (Path file : disk.list(directory)) {
        if (fileName(file).endsWith(TEMPORARY)) {
          disk.delete(file);
        }
      }
    }
  }

  @Override
  public BlobOutput create(String name) {
    Path file = fileOf(name);
    Path directory = directoryOf(file);
    Path temporary = directory.resolve(fileName(file) + TEMPORARY);
    try {
      if (!knownDirectories.contains(directory)) {
        disk.createDirectories(directory);
        knownDirectories.add(directory);
      }
      return new Output(disk.create(temporary), temporary, file);
    } catch (IOException e) {
      throw DiskErrors.translate("create", temporary, e);
    }
  }

  @Override
  public byte[] get(String name) {
    Path file = fileOf(name);
    try (DiskInput input = disk.open(file)) {
      byte[] bytes = new byte[Math.toIntExact(input.size())];
      input.read(0, bytes, 0, bytes.length);
      return bytes;
    } catch (IOException e) {
      throw readFailure(file, e);
    }
  }

  @Override
  public byte[] read(String name, long offset, int length) {
    Path file = fileOf(name);
    byte[] bytes = new byte[length];
    try (DiskInput input = disk.open(file)) {
      input.read(offset, bytes, 0, length);
      return bytes;
    } catch (IOException e) {
      throw readFailure(file, e);
    }
  }

  @Override
  public SortedMap<String, Long> list(String prefix) {
    SortedMap<String, Long> found = new TreeMap<>();
    try {
      for (Path directory : disk.list(root)) {
        for (Path file : disk.list(directory)) {
          String name = fileName(file).replace('+', '/');
          if (name.startsWith(prefix) && !name.endsWith(TEMPORARY)) {
            try (DiskInput input = disk.open(file)) {
              found.put(name, input.size());
            }
          }
        }
      }
    } catch (IOException e) {
      throw DiskErrors.translate("list", root, e);
    }
    return found;
  }

  @Override
  public void delete(String name) {
    Path file = fileOf(name);
    try {
      disk.delete(file);
    } catch (IOException e) {
      throw DiskErrors.translate("delete", file, e);
    }
  }

  private static TidewaterException readFailure(Path file, IOException cause) {
    if (cause instanceof NoSuchFileException || cause instanceof EOFException) {
      return new TidewaterException(
              ErrorCode.DATA_CORRUPTED,
              "a file of the store is missing or cut short: {file}",
              cause)
          .with("file", file)
          .hint("Restore the store's directory from a backup.");
    }
    return DiskErrors.translate("read", file, cause);
  }

  private Path fileOf(String name) {
    String fanOut = HexFormat.of().toHexDigits((byte) Math.floorMod(name.hashCode(), FAN_OUT));
    return root.resolve(fanOut).resolve(BlobNames.check(name).replace('/', '+'));
  }

  private static Path directoryOf(Path file) {
    return file.resolveSibling(".").normalize();
  }

  private static String fileName(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : name.toString();
  }

  private final class Output implements BlobOutput {
    private final DiskOutput output;
    private final Path temporary;
    private final Path file;
    private long unsyncedBytes;
    private boolean committed;
    private boolean closed;

    Output(DiskOutput output, Path temporary, Path file) {
      this.output = output;
      this.temporary = temporary;
      this.file = file;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      try {
        output.write(bytes, offset, length);
        unsyncedBytes += length;
        if (unsyncedBytes >= SYNC_AFTER_BYTES) {
          output.sync();
          unsyncedBytes = 0;
        }
      } catch (IOException e) {
        throw DiskErrors.translate("write", file, e);
      }
    }

    @Override
    public void commit() {
      try {
        output.sync();
        output.close();
        closed = true;
        disk.rename(temporary, file);
        committed = true;
        disk.syncDirectory(directoryOf(file));
      } catch (IOException e) {
        throw DiskErrors.translate("write", file, e);
      }
    }

    @Override
    public void close() {
      try {
        if (!closed) {
          closed = true;
          output.close();
        }
        if (!committed) {
          disk.delete(temporary);
        }
      } catch (IOException e) {
        throw DiskErrors.translate("close", temporary, e);
      }
    }
  }
}
