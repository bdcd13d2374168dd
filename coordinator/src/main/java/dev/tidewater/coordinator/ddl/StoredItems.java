package dev.tidewater.coordinator.ddl;

import dev.tidewater.catalog.Item;
import dev.tidewater.coordinator.control.Groups;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;

/** What the store keeps for an item. */
final class StoredItems {
  private StoredItems() {}

  /** Removes what a dropped item kept. */
  static void drop(CollectionStore store, Item item) {
    switch (item.type()) {
      case MATERIALIZED_VIEW -> store.dropGroup(Groups.of(item));
      case SOURCE -> {
        if (item.parent().isEmpty()) {
          store.dropGroup(Groups.of(item));
        } else {
          store.dropCollection(new CollectionId(item.id().value()));
        }
      }
      case TABLE -> store.dropCollection(new CollectionId(item.id().value()));
      case VIEW, SINK, INDEX, CONNECTION, SECRET, SYSTEM_RELATION -> {}
    }
  }
}
