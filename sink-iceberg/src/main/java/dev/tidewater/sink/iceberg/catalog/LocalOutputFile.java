package dev.tidewater.sink.iceberg.catalog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/** A file to write; durable with its directory entry once the stream is closed. */
record LocalOutputFile(String location, Path path) implements OutputFile {

  @Override
  public PositionOutputStream create() {
    return open(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  @Override
  public PositionOutputStream createOrOverwrite() {
    return open(
        StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
  }

  @Override
  public InputFile toInputFile() {
    return new LocalInputFile(location, path);
  }

  private PositionOutputStream open(OpenOption... options) {
    try {
      createDirectories(parent(path));
      return new DurableStream(FileChannel.open(path, options), path);
    } catch (FileAlreadyExistsException e) {
      throw new AlreadyExistsException(e, "File already exists: %s", location);
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Failed to create file: %s", location);
    }
  }

  /** Makes what is missing on the way, each new entry durable in its parent. */
  private static void createDirectories(Path directory) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path each = directory; each != null && !Files.isDirectory(each); each = each.getParent()) {
      missing.push(each);
    }
    for (Path each : missing) {
      try {
        Files.createDirectory(each);
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(each)) {
          throw e;
        }
      }
      force(parent(each));
    }
  }

  /** The directory that holds an entry; the root holds itself. */
  private static Path parent(Path entry) {
    Path absolute = entry.toAbsolutePath();
    return Objects.requireNonNullElse(absolute.getParent(), absolute);
  }

  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static final class DurableStream extends PositionOutputStream {
    /** Saves system calls for writers of single fields; Parquet's pages pass by it. */
    private static final int BUFFER_BYTES = 64 << 10;

    private final FileChannel channel;
    private final Path path;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private long position;
    private boolean closed;

    DurableStream(FileChannel channel, Path path) {
      this.channel = channel;
      this.path = path;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int value) throws IOException {
      if (!buffer.hasRemaining()) {
        drain();
      }
      buffer.put((byte) value);
      position++;
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      if (length > buffer.remaining()) {
        drain();
      }
      if (length > buffer.capacity()) {
        writeFully(ByteBuffer.wrap(source, offset, length));
      } else {
        buffer.put(source, offset, length);
      }
      position += length;
    }

    @Override
    public void flush() throws IOException {
      drain();
    }

    private void drain() throws IOException {
      buffer.flip();
      writeFully(buffer);
      buffer.clear();
    }

    private void writeFully(ByteBuffer source) throws IOException {
      while (source.hasRemaining()) {
        channel.write(source);
      }
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      try (channel) {
        drain();
        channel.force(true);
      }
      force(parent(path));
    }
  }
}
