package dev.tidewater.coordinator.table;

import dev.tidewater.store.CollectionId;
import dev.tidewater.store.StagedPart;
import dev.tidewater.zset.Batch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one statement or transaction changes in one table. The times in the batches do not matter;
 * the writer gives them theirs.
 *
 * @param key checks the primary key; null for a table without
 * @param batches changes that are still in memory
 * @param staged changes that are on disk already, because there are many
 */
public record TableChange(
    CollectionId table, @Nullable PrimaryKey key, List<Batch> batches, List<StagedPart> staged) {
  public TableChange {
    batches = List.copyOf(batches);
    staged = List.copyOf(staged);
  }

  public static TableChange of(CollectionId table, @Nullable PrimaryKey key, Batch batch) {
    return new TableChange(table, key, List.of(batch), List.of());
  }
}
