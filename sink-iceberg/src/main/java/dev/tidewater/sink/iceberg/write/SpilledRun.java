package dev.tidewater.sink.iceberg.write;

import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchCodec;
import dev.tidewater.zset.EncodedBatchWriter;
import dev.tidewater.zset.EncodedPage;
import dev.tidewater.zset.Merge;
import dev.tidewater.zset.Page;
import dev.tidewater.zset.PageIndex;
import dev.tidewater.zset.UpdateCursor;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * A run in a temporary file, read page by page. The file is gone when the run is closed, or with
 * the process. Several cursors may walk it on different threads.
 */
final class SpilledRun implements Run {
  private static final int BUFFER_BYTES = 256 << 10;

  private final FileChannel file;
  private final PageIndex index;

  private SpilledRun(FileChannel file, PageIndex index) {
    this.file = file;
    this.index = index;
  }

  /** Writes a walk to a file in the directory, and closes the walk. */
  static SpilledRun write(Path directory, UpdateCursor updates) {
    try {
      Files.createDirectories(directory);
      FileChannel file =
          FileChannel.open(
              Files.createTempFile(directory, "run", ".spill"),
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      try {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file), BUFFER_BYTES);
        EncodedBatchWriter writer = new EncodedBatchWriter(out, BatchCodec.Compression.ZSTD);
        Merge.toPages(updates, page -> append(writer, page));
        PageIndex index = writer.finish();
        out.flush();
        return new SpilledRun(file, index);
      } catch (IOException | RuntimeException e) {
        file.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void append(EncodedBatchWriter writer, Page page) {
    try {
      writer.write(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public UpdateCursor cursor() {
    return new Cursor();
  }

  @Override
  public long updates() {
    return index.updates();
  }

  @Override
  public List<byte[]> heads() {
    return index.pages().stream().map(EncodedPage::head).toList();
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Batch read(EncodedPage page) {
    ByteBuffer stored = ByteBuffer.allocate(page.length());
    try {
      while (stored.hasRemaining()) {
        if (file.read(stored, page.offset() + stored.position()) < 0) {
          throw new EOFException("a spilled run ends before its last page");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Batch.ofPages(List.of(BatchCodec.decodePage(page, stored.array(), 0)));
  }

  /** One page in memory at a time; pages are fresh arrays, so the last row stays readable. */
  private final class Cursor implements UpdateCursor {
    private int next;
    private UpdateCursor page = Batch.empty().cursor();

    @Override
    public boolean next() {
      while (!page.next()) {
        if (next == index.pages().size()) {
          return false;
        }
        page = read(index.pages().get(next++)).cursor();
      }
      return true;
    }

    @Override
    public boolean seek(byte[] key, int offset, int length) {
      if (next > 0 && page.seek(key, offset, length)) {
        return true;
      }
      byte[] bound = Arrays.copyOfRange(key, offset, offset + length);
      next = Math.max(next, index.pages().isEmpty() ? 0 : index.firstPageOf(bound));
      while (next < index.pages().size()) {
        page = read(index.pages().get(next++)).cursor();
        if (page.seek(key, offset, length)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public byte[] bytes() {
      return page.bytes();
    }

    @Override
    public int offset() {
      return page.offset();
    }

    @Override
    public int length() {
      return page.length();
    }

    @Override
    public long time() {
      return page.time();
    }

    @Override
    public long diff() {
      return page.diff();
    }

    @Override
    public void close() {}
  }
}
