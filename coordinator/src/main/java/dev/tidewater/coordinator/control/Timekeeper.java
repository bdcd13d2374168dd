package dev.tidewater.coordinator.control;

import dev.tidewater.host.local.InputCollection;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.GroupId;
import dev.tidewater.types.Column;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.row.RowLayout;
import java.util.List;

/**
 * An empty collection among the tables, whose upper therefore moves with theirs. A maintained view
 * that reads nothing follows it, so that it can be read at the current time like any other.
 */
public final class Timekeeper {
  /** No object of the catalog has this number. */
  public static final CollectionId COLLECTION = new CollectionId(0);

  private static final RelationSchema RELATION =
      RelationSchema.withoutKey(List.of(new Column(0, "never", ScalarType.BOOLEAN, false)));

  private Timekeeper() {}

  /** Makes the collection in a store that does not have it yet. */
  public static void ensure(CollectionStore store) {
    if (store.status(COLLECTION).isEmpty()) {
      store.createCollection(COLLECTION, GroupId.TABLES);
    }
  }

  static InputCollection input() {
    return new InputCollection(COLLECTION, RowLayout.of(RELATION), null);
  }
}
