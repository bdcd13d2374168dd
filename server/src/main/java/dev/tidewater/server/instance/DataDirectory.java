package dev.tidewater.server.instance;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The directory that holds everything a server must not lose, held by one server at a time.
 *
 * <p>The lock is the operating system's on a file in it, so it goes away with the process however
 * that ends. The file also says which process it is, for people.
 */
final class DataDirectory implements AutoCloseable {
  private static final String LOCK_FILE = "tidewater.lock";
  private static final int MAX_HOLDER_BYTES = 64;

  private final Path path;
  private final FileChannel channel;
  private final FileLock lock;

  private DataDirectory(Path path, FileChannel channel, FileLock lock) {
    this.path = path;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the directory, making it if there is none.
   *
   * @throws TidewaterException {@code OBJECT_IN_USE} if another server has it, {@code IO_ERROR} if
   *     it can't be made or written
   */
  static DataDirectory take(Path path) {
    FileChannel channel = null;
    try {
      Files.createDirectories(path);
      channel =
          FileChannel.open(
              path.resolve(LOCK_FILE),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        String holder = holder(channel);
        channel.close();
        throw inUse(path, holder);
      }
      writeHolder(channel);
      return new DataDirectory(path.toAbsolutePath().normalize(), channel, lock);
    } catch (IOException e) {
      closeQuietly(channel);
      throw new TidewaterException(ErrorCode.IO_ERROR, "could not use data directory {path}", e)
          .with("path", path)
          .detail(e.toString())
          .hint("Check that it is a directory which this user may write to.");
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // A server in this same process has it.
      return null;
    }
  }

  private static void writeHolder(FileChannel channel) throws IOException {
    String holder = ProcessHandle.current().pid() + "\n";
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.US_ASCII)), 0);
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MAX_HOLDER_BYTES);
    channel.read(bytes, 0);
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
  }

  private static TidewaterException inUse(Path path, String holder) {
    return new TidewaterException(
            ErrorCode.OBJECT_IN_USE, "data directory {path} is in use by another server")
        .with("path", path)
        .detail(holder.isEmpty() ? "Its process is not known." : "It is process " + holder + ".")
        .hint("Stop that server, or give this one another --data-directory.");
  }

  private static void closeQuietly(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // What matters is the failure that brought us here.
    }
  }

  /** Absolute. */
  Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new TidewaterException(ErrorCode.IO_ERROR, "could not release data directory {path}", e)
          .with("path", path);
    }
  }
}
