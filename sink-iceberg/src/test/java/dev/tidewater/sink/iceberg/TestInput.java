package dev.tidewater.sink.iceberg;

import dev.tidewater.store.Append;
import dev.tidewater.store.AppendOutcome;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.GroupId;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A relation in a store that a test changes; rows are given in Java form. */
final class TestInput {
  static final CollectionId ID = new CollectionId(1);
  private static final GroupId GROUP = new GroupId("test");

  final RelationSchema schema;
  private final CollectionStore store;
  private final RowLayout layout;
  private final List<Update> pending = new ArrayList<>();

  private record Update(byte[] row, long diff) {}

  private TestInput(CollectionStore store, RelationSchema schema) {
    this.store = store;
    this.schema = schema;
    this.layout = RowLayout.of(schema);
  }

  /** Makes an empty relation that is complete up to time 10. */
  static TestInput create(CollectionStore store, RelationSchema schema) {
    store.createGroup(GROUP, 0);
    store.createCollection(ID, GROUP);
    TestInput input = new TestInput(store, schema);
    input.commitAt(10);
    return input;
  }

  /** The relation as a store that was opened again has it. */
  static TestInput existing(CollectionStore store, RelationSchema schema) {
    return new TestInput(store, schema);
  }

  TestInput insert(@Nullable Object... row) {
    pending.add(new Update(layout.encode(row), 1));
    return this;
  }

  TestInput delete(@Nullable Object... row) {
    pending.add(new Update(layout.encode(row), -1));
    return this;
  }

  /** Applies what was collected at the time given; the relation is then complete beyond it. */
  void commitAt(long time) {
    BatchBuilder builder = new BatchBuilder();
    for (Update update : pending) {
      builder.add(update.row(), 0, update.row().length, time, update.diff());
    }
    pending.clear();
    Batch batch = builder.build();
    TreeMap<CollectionId, Batch> batches = new TreeMap<>();
    if (!batch.isEmpty()) {
      batches.put(ID, batch);
    }
    AppendOutcome outcome =
        store.append(new Append(GROUP, store.upper(GROUP), time + 1, batches, null));
    if (!(outcome instanceof AppendOutcome.Appended)) {
      throw new AssertionError("somebody else wrote the test's input: " + outcome);
    }
  }

  long upper() {
    return store.upper(GROUP);
  }
}
