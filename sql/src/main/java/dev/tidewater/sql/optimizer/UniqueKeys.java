package dev.tidewater.sql.optimizer;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.util.ImmutableBitSet;

/** Sets of columns that identify a row of a query, as far as Calcite can prove. */
public final class UniqueKeys {
  private UniqueKeys() {}

  /**
   * Minimal keys in a fixed order.
   *
   * @param columns only keys among so many first columns count
   */
  public static List<List<Integer>> of(RelNode rel, int columns) {
    Set<ImmutableBitSet> keys = rel.getCluster().getMetadataQuery().getUniqueKeys(rel);
    if (keys == null) {
      return List.of();
    }
    ImmutableBitSet shown = ImmutableBitSet.range(columns);
    return keys.stream()
        .filter(shown::contains)
        .filter(key -> isMinimal(key, keys))
        .sorted(
            Comparator.comparingInt(ImmutableBitSet::cardinality)
                .thenComparing(ImmutableBitSet.COMPARATOR))
        .map(ImmutableBitSet::asList)
        .toList();
  }

  private static boolean isMinimal(ImmutableBitSet key, Set<ImmutableBitSet> keys) {
    return keys.stream().noneMatch(other -> !other.equals(key) && key.contains(other));
  }
}
