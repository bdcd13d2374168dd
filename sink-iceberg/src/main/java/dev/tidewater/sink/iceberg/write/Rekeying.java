package dev.tidewater.sink.iceberg.write;

import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.row.RowDecoder;
import dev.tidewater.types.row.RowEncoder;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchBuilder;
import dev.tidewater.zset.UpdateCursor;

/** Encodes rows anew, so that another key stands in front, and sorts them by it. For one thread. */
final class Rekeying {
  private final RowDecoder decoder;
  private final RowEncoder encoder;
  private final ColumnVector[] vectors;
  private final RowBuffer buffer = new RowBuffer();
  private final long[] times = new long[RowBuffer.CAPACITY];
  private final long[] diffs = new long[RowBuffer.CAPACITY];
  private final ByteSink encoded = new ByteSink();
  private final int[] offsets = new int[RowBuffer.CAPACITY + 1];
  private final BatchBuilder builder = new BatchBuilder();

  Rekeying(RowLayout from, RowLayout to) {
    this.decoder = from.decoder();
    this.encoder = to.encoder();
    this.vectors = from.allocate(RowBuffer.CAPACITY);
  }

  /** Takes the update at which a cursor stands. */
  void add(UpdateCursor update) {
    if (buffer.isFull()) {
      flush();
    }
    times[buffer.count()] = update.time();
    diffs[buffer.count()] = update.diff();
    buffer.add(update.bytes(), update.offset(), update.length());
  }

  private void flush() {
    int count = buffer.count();
    decoder.decode(buffer.bytes(), buffer.offsets(), 0, count, vectors);
    encoded.clear();
    encoder.encode(vectors, null, count, encoded, offsets, 0);
    for (int i = 0; i < count; i++) {
      int length = offsets[i + 1] - offsets[i];
      builder.add(encoded.array(), offsets[i], length, times[i], diffs[i]);
    }
    buffer.clear();
  }

  long memoryBytes() {
    return builder.memoryBytes();
  }

  /** All updates taken since the last build, sorted. */
  Batch build() {
    flush();
    return builder.build();
  }
}
