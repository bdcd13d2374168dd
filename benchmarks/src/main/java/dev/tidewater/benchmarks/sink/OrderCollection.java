package dev.tidewater.benchmarks.sink;

import dev.tidewater.store.Append;
import dev.tidewater.store.AppendOutcome;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.GroupId;
import dev.tidewater.types.Column;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.row.RowEncoder;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.Int128Vector;
import dev.tidewater.types.vector.LongVector;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

/** The benchmark's relation in a store. */
final class OrderCollection {
  static final RelationSchema SCHEMA =
      new RelationSchema(
          List.of(
              new Column(0, "id", ScalarType.INT8, false),
              new Column(1, "account", ScalarType.INT8, false),
              new Column(2, "status", ScalarType.TEXT, false),
              new Column(3, "amount", ScalarType.numeric(38, 2), false),
              new Column(4, "created", ScalarType.TIMESTAMPTZ, false),
              new Column(5, "note", ScalarType.TEXT, false)),
          List.of(List.of(0)));

  /** Updates in one append: what a fast source delivers within a second. */
  private static final int APPEND_UPDATES = 250_000;

  private final CollectionStore store;
  private final CollectionId id;
  private final GroupId group;
  private final RowLayout layout = RowLayout.of(SCHEMA);
  private final RowEncoder encoder = layout.encoder();
  private final ColumnVector[] vectors = layout.allocate(ColumnVector.DEFAULT_CAPACITY);
  private final byte[][] statuses = new byte[4][];
  private final byte[] note = new byte[OrderGenerator.NOTE_LENGTH];
  private final ByteSink encoded = new ByteSink();
  private final int[] offsets = new int[ColumnVector.DEFAULT_CAPACITY + 1];
  private final long[] diffs = new long[ColumnVector.DEFAULT_CAPACITY];
  private final BatchBuilder builder = new BatchBuilder();
  private int pending;

  private OrderCollection(CollectionStore store, CollectionId id, GroupId group) {
    this.store = store;
    this.id = id;
    this.group = group;
    for (int i = 0; i < statuses.length; i++) {
      statuses[i] = OrderGenerator.status(i).getBytes(StandardCharsets.UTF_8);
    }
  }

  static OrderCollection create(CollectionStore store, int number) {
    CollectionId id = new CollectionId(number);
    GroupId group = new GroupId("orders" + number);
    store.createGroup(group, 1);
    store.createCollection(id, group);
    return new OrderCollection(store, id, group);
  }

  CollectionId id() {
    return id;
  }

  CollectionStore store() {
    return store;
  }

  long upper() {
    return store.upper(group);
  }

  /** Inserts rows with ids from 0. */
  void insert(long rows) {
    for (long order = 0; order < rows; order++) {
      add(order, 0, 1);
      appendIfLarge();
    }
    append();
  }

  /** Replaces rows that are there in version 0 by version 1. */
  void update(long updates, long rows) {
    for (long n = 0; n < updates; n++) {
      long order = OrderGenerator.updatedId(n, rows);
      add(order, 0, -1);
      add(order, 1, 1);
      appendIfLarge();
    }
    append();
  }

  private void add(long order, int version, long diff) {
    if (pending == diffs.length) {
      encode();
    }
    int row = pending++;
    ((LongVector) vectors[0]).values[row] = order;
    ((LongVector) vectors[1]).values[row] = OrderGenerator.account(order, version);
    byte[] status = statuses[OrderGenerator.statusOrdinal(order, version)];
    ((BytesVector) vectors[2]).append(row, status, 0, status.length);
    ((Int128Vector) vectors[3]).high[row] = 0;
    ((Int128Vector) vectors[3]).low[row] = OrderGenerator.amount(order, version);
    ((LongVector) vectors[4]).values[row] = OrderGenerator.created(order, version);
    OrderGenerator.note(order, version, note);
    ((BytesVector) vectors[5]).append(row, note, 0, note.length);
    diffs[row] = diff;
  }

  private void encode() {
    encoded.clear();
    encoder.encode(vectors, null, pending, encoded, offsets, 0);
    long time = store.upper(group);
    for (int i = 0; i < pending; i++) {
      builder.add(encoded.array(), offsets[i], offsets[i + 1] - offsets[i], time, diffs[i]);
    }
    pending = 0;
    for (ColumnVector vector : vectors) {
      vector.clear();
    }
  }

  private void appendIfLarge() {
    if (builder.updates() >= APPEND_UPDATES) {
      append();
    }
  }

  private void append() {
    encode();
    Batch batch = builder.build();
    if (batch.isEmpty()) {
      return;
    }
    long upper = store.upper(group);
    TreeMap<CollectionId, Batch> batches = new TreeMap<>();
    batches.put(id, batch);
    if (!(store.append(new Append(group, upper, upper + 1, batches, null))
        instanceof AppendOutcome.Appended)) {
      throw new IllegalStateException("somebody else wrote the benchmark's collection");
    }
  }
}
