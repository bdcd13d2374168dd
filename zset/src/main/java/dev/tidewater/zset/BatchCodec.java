package dev.tidewater.zset;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The serial form of a batch, for blobs and the wire: pages, then an index of them, then a trailer
 * of fixed length. Specified in {@code docs/formats/batch.md}; every later version of this class
 * opens what an earlier one wrote.
 *
 * <p>Every byte read is checked; a mismatch is {@link ErrorCode#DATA_CORRUPTED}. Stateless.
 */
public final class BatchCodec {
  /** How pages are stored; a page that compression does not make smaller is stored as it is. */
  public enum Compression {
    NONE,
    ZSTD
  }

  static final byte VERSION = 1;

  /** "TWB" and the version. */
  static final byte[] HEADER = {'T', 'W', 'B', VERSION};

  /** Bytes at the end of an encoded batch from which {@link #indexStart} finds the index. */
  public static final int TRAILER_BYTES = 20;

  private BatchCodec() {}

  public static byte[] encode(Batch batch, Compression compression) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try {
      EncodedBatchWriter writer = new EncodedBatchWriter(out, compression);
      for (Page page : batch.pages()) {
        writer.write(page);
      }
      writer.finish();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return out.toByteArray();
  }

  /** Decodes a whole batch. */
  public static Batch decode(byte[] encoded) {
    PageIndex index = readIndex(encoded);
    List<Page> pages = new ArrayList<>(index.pages().size());
    for (EncodedPage page : index.pages()) {
      pages.add(decodePage(page, encoded, Math.toIntExact(page.offset())));
    }
    return Batch.ofPages(pages);
  }

  /** Reads the index of a batch that is in memory as a whole. */
  public static PageIndex readIndex(byte[] encoded) {
    if (encoded.length < HEADER.length + TRAILER_BYTES) {
      throw corrupted("it is too short");
    }
    checkMagic(new ByteReader(encoded, 0, HEADER.length));
    byte[] trailer = new byte[TRAILER_BYTES];
    System.arraycopy(encoded, encoded.length - TRAILER_BYTES, trailer, 0, TRAILER_BYTES);
    long start = indexStart(trailer, encoded.length);
    int from = Math.toIntExact(start);
    byte[] index = new byte[encoded.length - TRAILER_BYTES - from];
    System.arraycopy(encoded, from, index, 0, index.length);
    return readIndex(index, trailer);
  }

  /**
   * Where the index begins: it reaches from there to the trailer.
   *
   * @param trailer the last {@link #TRAILER_BYTES} of the encoded batch
   * @param totalLength of the encoded batch
   */
  public static long indexStart(byte[] trailer, long totalLength) {
    ByteReader in = new ByteReader(trailer, 0, trailer.length);
    long start = in.fixed64();
    int length = in.fixed32();
    in.fixed32();
    checkMagic(in);
    if (start < HEADER.length || length < 0 || start + length + TRAILER_BYTES != totalLength) {
      throw corrupted("its trailer does not fit its length");
    }
    return start;
  }

  private static void checkMagic(ByteReader in) {
    if (in.octet() != 'T' || in.octet() != 'W' || in.octet() != 'B') {
      throw corrupted("it does not begin and end like a batch");
    }
    int version = in.octet();
    if (version != VERSION) {
      throw new TidewaterException(
              ErrorCode.DATA_CORRUPTED, "batch has format version {version}, which is not known")
          .with("version", version)
          .hint("It may have been written by a newer version of Tidewater.");
    }
  }

  /** Reads the index from its own bytes. */
  public static PageIndex readIndex(byte[] index, byte[] trailer) {
    ByteReader in = new ByteReader(trailer, 0, trailer.length);
    in.fixed64();
    in.fixed32();
    check(index, 0, index.length, in.fixed32());
    return decodeIndex(index);
  }

  private static PageIndex decodeIndex(byte[] bytes) {
    ByteReader in = new ByteReader(bytes, 0, bytes.length);
    int count = in.length();
    List<EncodedPage> pages = new ArrayList<>(Math.min(count, bytes.length));
    long offset = HEADER.length;
    for (int i = 0; i < count; i++) {
      int length = in.length();
      int rawLength = in.length();
      int updates = in.length();
      int checksum = in.fixed32();
      byte[] head = in.bytes(in.length());
      pages.add(new EncodedPage(offset, length, rawLength, updates, checksum, head));
      offset += length;
    }
    return new PageIndex(pages);
  }

  /**
   * Decodes one page.
   *
   * @param stored an array that holds the page's stored bytes from {@code offset}
   */
  public static Page decodePage(EncodedPage page, byte[] stored, int offset) {
    if (offset < 0 || offset > stored.length - page.length()) {
      throw corrupted("a page reaches beyond its end");
    }
    check(stored, offset, page.length(), page.checksum());
    if (page.length() == page.rawLength()) {
      return PagePayload.decode(stored, offset, page.length());
    }
    byte[] raw = decompressed(page, stored, offset);
    return PagePayload.decode(raw, 0, raw.length);
  }

  private static byte[] decompressed(EncodedPage page, byte[] stored, int offset) {
    byte[] raw = new byte[page.rawLength()];
    try {
      long size = Zstd.decompressByteArray(raw, 0, raw.length, stored, offset, page.length());
      if (size == raw.length) {
        return raw;
      }
    } catch (ZstdException e) {
      throw new TidewaterException(
          ErrorCode.DATA_CORRUPTED, "a page of a stored batch does not decompress", e);
    }
    throw corrupted("a page does not decompress to its length");
  }

  static int checksum(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }

  private static void check(byte[] bytes, int offset, int length, int expected) {
    if (checksum(bytes, offset, length) != expected) {
      throw corrupted("its checksum does not match");
    }
  }

  static TidewaterException corrupted(String how) {
    return new TidewaterException(ErrorCode.DATA_CORRUPTED, "a stored batch is damaged: {how}")
        .with("how", how);
  }
}
