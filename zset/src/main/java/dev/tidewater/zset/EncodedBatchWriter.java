package dev.tidewater.zset;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.zset.BatchCodec.Compression;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the serial form of a batch page by page, so that a batch larger than memory can be
 * written. Neither flushes, syncs nor closes the stream. One thread at a time.
 */
public final class EncodedBatchWriter {
  /** The fastest of zstd's usual levels: rows are read back far more often than stored long. */
  private static final int ZSTD_LEVEL = 1;

  /** Less than this is not worth a call to the compressor. */
  private static final int COMPRESS_FROM_BYTES = 512;

  private final OutputStream out;
  private final Compression compression;
  private final ByteWriter payload = new ByteWriter();
  private final List<EncodedPage> pages = new ArrayList<>();
  private byte[] compressed = new byte[0];
  private long position;

  public EncodedBatchWriter(OutputStream out, Compression compression) throws IOException {
    this.out = out;
    this.compression = compression;
    out.write(BatchCodec.HEADER);
    position = BatchCodec.HEADER.length;
  }

  /** Appends a page, which follows the one before it in order. */
  public void write(Page page) throws IOException {
    payload.clear();
    PagePayload.encode(page, payload);
    byte[] stored = payload.bytes;
    int length = payload.size;
    if (compression == Compression.ZSTD && length >= COMPRESS_FROM_BYTES) {
      int smaller = compress();
      if (smaller < length) {
        stored = compressed;
        length = smaller;
      }
    }
    int start = page.offset(0);
    byte[] head = Arrays.copyOfRange(page.bytes(), start, start + page.length(0));
    int checksum = BatchCodec.checksum(stored, 0, length);
    pages.add(new EncodedPage(position, length, payload.size, page.count(), checksum, head));
    out.write(stored, 0, length);
    position += length;
  }

  private int compress() {
    int bound = Math.toIntExact(Zstd.compressBound(payload.size));
    if (compressed.length < bound) {
      compressed = new byte[bound];
    }
    try {
      return Math.toIntExact(
          Zstd.compressByteArray(
              compressed, 0, compressed.length, payload.bytes, 0, payload.size, ZSTD_LEVEL));
    } catch (ZstdException e) {
      throw new TidewaterException(ErrorCode.INTERNAL_ERROR, "compressing a page failed", e);
    }
  }

  /** Writes index and trailer; nothing may be written afterwards. */
  public PageIndex finish() throws IOException {
    ByteWriter index = new ByteWriter();
    index.varint(pages.size());
    for (EncodedPage page : pages) {
      index.varint(page.length());
      index.varint(page.rawLength());
      index.varint(page.updates());
      index.fixed32(page.checksum());
      index.varint(page.head().length);
      index.bytes(page.head(), 0, page.head().length);
    }
    int length = index.size;
    int checksum = BatchCodec.checksum(index.bytes, 0, length);
    index.fixed64(position);
    index.fixed32(length);
    index.fixed32(checksum);
    index.bytes(BatchCodec.HEADER, 0, BatchCodec.HEADER.length);
    out.write(index.bytes, 0, index.size);
    position += index.size;
    return new PageIndex(pages);
  }

  /** Bytes written so far. */
  public long bytesWritten() {
    return position;
  }
}
