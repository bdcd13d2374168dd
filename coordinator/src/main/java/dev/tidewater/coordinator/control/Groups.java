package dev.tidewater.coordinator.control;

import dev.tidewater.catalog.Item;
import dev.tidewater.store.GroupId;

/** Where the objects of the catalog stand in the store. */
public final class Groups {
  private Groups() {}

  /** The group in which an item's collections are. */
  public static GroupId of(Item item) {
    return switch (item.type()) {
      case TABLE ->
          item.parent().map(parent -> new GroupId("source-" + parent)).orElse(GroupId.TABLES);
      case SOURCE -> new GroupId("source-" + item.parent().orElse(item.id()));
      case MATERIALIZED_VIEW -> new GroupId("view-" + item.id());
      case VIEW, SINK, INDEX, CONNECTION, SECRET, SYSTEM_RELATION ->
          throw new IllegalArgumentException("no collection: " + item.type());
    };
  }
}
