package dev.tidewater.store.collection;

import dev.tidewater.store.CollectionId;
import dev.tidewater.store.StoreMetrics;
import dev.tidewater.store.blob.Blob;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchCodec;
import dev.tidewater.zset.BatchCodec.Compression;
import dev.tidewater.zset.EncodedBatchWriter;
import dev.tidewater.zset.EncodedPage;
import dev.tidewater.zset.Merge;
import dev.tidewater.zset.Page;
import dev.tidewater.zset.PageIndex;
import dev.tidewater.zset.UpdateCursor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Writes batches inline or to blobs, and reads them page by page. Safe for use by many threads. */
final class BatchStorage {
  /** A batch that is at most this part of the cache may fill it when it is scanned. */
  private static final int CACHE_SHARE_OF_SCAN = 8;

  /** What a page's entry in an index takes beside its first row. */
  private static final long INDEX_ENTRY_BYTES = 80;

  private final Blob blob;
  private final PageCache cache;
  private final StoreMetrics metrics;
  private final String epoch;
  private final AtomicLong written = new AtomicLong();

  /**
   * @param epoch part of the names of all blobs; never given twice, so that names are not either
   */
  BatchStorage(Blob blob, PageCache cache, StoreMetrics metrics, long epoch) {
    this.blob = blob;
    this.cache = cache;
    this.metrics = metrics;
    this.epoch = Long.toHexString(epoch);
  }

  /** The bounds and since that a batch to be written will have. */
  record Bounds(long lower, long upper, long since) {}

  /** Writes a batch that is in memory; a blob is durable on return. The batch is not empty. */
  BatchDescriptor write(CollectionId id, Bounds bounds, Batch batch, int inlineLimit) {
    try (SpillingOutput output = new SpillingOutput(blob, inlineLimit, () -> name(id))) {
      EncodedBatchWriter writer = new EncodedBatchWriter(output, Compression.ZSTD);
      for (Page page : batch.pages()) {
        writer.write(page);
      }
      PageIndex index = writer.finish();
      BatchDescriptor descriptor = commit(output, bounds, index, writer.bytesWritten());
      if (descriptor.data() instanceof BatchData.Inline) {
        keepIndex(descriptor.data(), index);
        for (int i = 0; i < batch.pages().size(); i++) {
          Page page = batch.pages().get(i);
          cache.keep(new PageCache.Key(descriptor.data(), i), page, page.sizeBytes());
        }
      }
      return descriptor;
    } catch (IOException e) {
      throw new UncheckedIOException("blobs throw errors of our own", e);
    }
  }

  /** Writes what a cursor gives, with a page in memory at a time; null if it gives nothing. */
  @Nullable BatchDescriptor write(
      CollectionId id, Bounds bounds, UpdateCursor cursor, int inlineLimit) {
    try (SpillingOutput output = new SpillingOutput(blob, inlineLimit, () -> name(id))) {
      EncodedBatchWriter writer = new EncodedBatchWriter(output, Compression.ZSTD);
      Merge.toPages(cursor, page -> writePage(writer, page));
      PageIndex index = writer.finish();
      return index.pages().isEmpty() ? null : commit(output, bounds, index, writer.bytesWritten());
    } catch (IOException e) {
      throw new UncheckedIOException("blobs throw errors of our own", e);
    }
  }

  private static void writePage(EncodedBatchWriter writer, Page page) {
    try {
      writer.write(page);
    } catch (IOException e) {
      throw new UncheckedIOException("blobs throw errors of our own", e);
    }
  }

  private BatchDescriptor commit(
      SpillingOutput output, Bounds bounds, PageIndex index, long sizeBytes) {
    BatchData data = output.commit();
    if (data instanceof BatchData.Stored) {
      metrics.wroteBlob(sizeBytes);
    }
    return new BatchDescriptor(
        bounds.lower(),
        bounds.upper(),
        bounds.since(),
        OptionalLong.empty(),
        index.updates(),
        sizeBytes,
        data);
  }

  private String name(CollectionId id) {
    return id + "/" + epoch + "-" + Long.toHexString(written.incrementAndGet());
  }

  /** Opens a batch for reading; reads its index. */
  StoredBatch open(BatchDescriptor descriptor) {
    PageCache.Key key = new PageCache.Key(descriptor.data(), PageCache.Key.INDEX);
    PageIndex index = cache.find(key, PageIndex.class);
    if (index == null) {
      index = readIndex(descriptor);
      keepIndex(descriptor.data(), index);
    }
    return new StoredBatch(this, descriptor, index);
  }

  private void keepIndex(BatchData data, PageIndex index) {
    long bytes = 0;
    for (EncodedPage page : index.pages()) {
      bytes += page.head().length + INDEX_ENTRY_BYTES;
    }
    cache.keep(new PageCache.Key(data, PageCache.Key.INDEX), index, bytes);
  }

  private PageIndex readIndex(BatchDescriptor descriptor) {
    PageIndex index;
    if (descriptor.data() instanceof BatchData.Stored stored) {
      byte[] trailer =
          read(stored, descriptor.sizeBytes() - BatchCodec.TRAILER_BYTES, BatchCodec.TRAILER_BYTES);
      long start = BatchCodec.indexStart(trailer, descriptor.sizeBytes());
      long length = descriptor.sizeBytes() - BatchCodec.TRAILER_BYTES - start;
      index = BatchCodec.readIndex(read(stored, start, Math.toIntExact(length)), trailer);
    } else {
      index = BatchCodec.readIndex(((BatchData.Inline) descriptor.data()).encoded());
    }
    if (index.updates() != descriptor.updates()) {
      throw new TidewaterException(
              ErrorCode.DATA_CORRUPTED, "a stored batch is not the one that the log speaks of")
          .with("batch", descriptor);
    }
    return index;
  }

  /** How a page is going to be used. */
  enum Access {
    /** One of few, and probably again soon. */
    LOOK_UP,
    /** One after the other. */
    SCAN
  }

  Page page(BatchDescriptor descriptor, EncodedPage place, int number, Access access) {
    PageCache.Key key = new PageCache.Key(descriptor.data(), number);
    Page page = cache.find(key, Page.class);
    if (page != null) {
      return page;
    }
    if (descriptor.data() instanceof BatchData.Stored stored) {
      page = BatchCodec.decodePage(place, read(stored, place.offset(), place.length()), 0);
    } else {
      byte[] encoded = ((BatchData.Inline) descriptor.data()).encoded();
      page = BatchCodec.decodePage(place, encoded, Math.toIntExact(place.offset()));
    }
    boolean small = descriptor.sizeBytes() <= cache.capacityBytes() / CACHE_SHARE_OF_SCAN;
    if (access == Access.LOOK_UP || small) {
      cache.keep(key, page, page.sizeBytes());
    }
    return page;
  }

  private byte[] read(BatchData.Stored stored, long offset, int length) {
    metrics.readBlob(length);
    return offset < 0 ? new byte[0] : blob.read(stored.blob(), offset, length);
  }

  static byte[] slice(byte[] bytes, int offset, int length) {
    return offset == 0 && length == bytes.length
        ? bytes
        : Arrays.copyOfRange(bytes, offset, offset + length);
  }
}
