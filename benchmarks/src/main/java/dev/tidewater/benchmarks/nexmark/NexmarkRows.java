package dev.tidewater.benchmarks.nexmark;

import dev.tidewater.testkit.nexmark.NexmarkEvent;
import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.row.RowEncoder;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchBuilder;

/** Encodes events of one kind as the rows of its collection, as a source would. */
final class NexmarkRows {
  /** Of PostgreSQL's timestamps, in microseconds since 1970. */
  private static final long EPOCH_MICROS = 946_684_800_000_000L;

  private final NexmarkEvent.Kind kind;
  private final RowEncoder encoder;
  private final ColumnVector[] vectors;
  private final ByteSink encoded = new ByteSink();
  private final int[] offsets = new int[ColumnVector.DEFAULT_CAPACITY + 1];
  private final BatchBuilder builder = new BatchBuilder();
  private int pending;
  private int column;

  NexmarkRows(NexmarkEvent.Kind kind) {
    this.kind = kind;
    RowLayout layout = RowLayout.of(NexmarkCatalog.schema(kind));
    this.encoder = layout.encoder();
    this.vectors = layout.allocate(ColumnVector.DEFAULT_CAPACITY);
  }

  void add(NexmarkEvent event) {
    if (pending == ColumnVector.DEFAULT_CAPACITY) {
      encode();
    }
    column = 0;
    switch (kind) {
      case PERSON -> {
        put(event.person());
        put(event.name());
        put(event.name());
        put(event.creditCard());
        put(event.city());
        put(event.state());
        putTime(event.micros());
        put(event.extra());
      }
      case AUCTION -> {
        put(event.auction());
        put(event.name());
        put(event.extra());
        put(event.price());
        put(event.reserve());
        putTime(event.micros());
        putTime(event.expiresMicros());
        put(event.person());
        put(event.category());
        put(event.extra());
      }
      case BID -> {
        put(event.auction());
        put(event.person());
        put(event.price());
        put(event.channel());
        put(event.url());
        putTime(event.micros());
        put(event.extra());
      }
    }
    pending++;
  }

  private void put(long value) {
    ((LongVector) vectors[column++]).values[pending] = value;
  }

  private void putTime(long micros) {
    put(micros - EPOCH_MICROS);
  }

  private void put(byte[] text) {
    ((BytesVector) vectors[column++]).append(pending, text, 0, text.length);
  }

  private void encode() {
    encoded.clear();
    encoder.encode(vectors, null, pending, encoded, offsets, 0);
    for (int i = 0; i < pending; i++) {
      builder.add(encoded.array(), offsets[i], offsets[i + 1] - offsets[i], 0, 1);
    }
    pending = 0;
    for (ColumnVector vector : vectors) {
      vector.clear();
    }
  }

  /** All that were added since the last call. */
  Batch take() {
    encode();
    return builder.build();
  }
}
