package dev.tidewater.store.local;

import dev.tidewater.store.disk.DiskErrors;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second process out of a directory. The system lets go of it when the process ends. */
final class DirectoryLock implements AutoCloseable {
  private static final String FILE = "LOCK";

  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  static DirectoryLock acquire(Path directory) {
    Path file = directory.resolve(FILE);
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new TidewaterException(
                ErrorCode.OBJECT_IN_USE, "the store in {directory} is open in another process")
            .with("directory", directory)
            .hint("Stop the other server, or start this one with another directory.");
      }
      return new DirectoryLock(channel);
    } catch (IOException e) {
      throw DiskErrors.translate("lock", file, e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // This process has it already.
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw DiskErrors.translate("unlock", FILE, e);
    }
  }
}
