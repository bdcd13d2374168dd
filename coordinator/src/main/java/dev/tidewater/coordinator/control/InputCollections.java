package dev.tidewater.coordinator.control;

import dev.tidewater.catalog.Item;
import dev.tidewater.host.local.InputCollection;
import dev.tidewater.store.CollectionId;
import dev.tidewater.types.row.RowLayout;
import java.util.OptionalLong;

/** How dataflows and queries read the collections of items. */
public final class InputCollections {
  private InputCollections() {}

  public static InputCollection of(Item item) {
    OptionalLong errors = item.errors();
    return new InputCollection(
        new CollectionId(item.id().value()),
        RowLayout.of(item.relation().orElseThrow()),
        errors.isPresent() ? new CollectionId(errors.getAsLong()) : null);
  }
}
