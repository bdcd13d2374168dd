package dev.tidewater.engine.window;

import dev.tidewater.engine.operator.SortKeyEncoder;
import dev.tidewater.plan.SortKey;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.vector.ColumnVector;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a frame of RANGE with an offset begins and ends: keys and bounds are encoded in the
 * direction of the order, so that the partition is sorted by the keys' bytes.
 */
final class RangeSearch {
  private final int key;
  private final SortKeyEncoder encoder;
  private final ByteSink keys = new ByteSink();
  private final ByteSink bound = new ByteSink();
  private final @Nullable ColumnVector[] single = new @Nullable ColumnVector[1];
  private int[] ends = new int[0];

  /**
   * @param key column of the keys
   * @param type of keys and bounds
   * @param order direction and place of NULLs
   */
  RangeSearch(int key, SqlType type, SortKey order) {
    this.key = key;
    this.encoder =
        new SortKeyEncoder(
            List.of(new SortKey(0, order.direction(), order.nulls())), List.of(type));
  }

  void prepare(Partition partition) {
    if (ends.length < partition.rows()) {
      ends = new int[partition.capacity()];
    }
    keys.clear();
    single[0] = partition.column(key);
    for (int row = 0; row < partition.rows(); row++) {
      encoder.encode(single, row, keys);
      ends[row] = keys.size();
    }
  }

  /** The first row whose key is not before a row's bound. */
  int firstAtOrBehind(Partition partition, int boundColumn, int row) {
    return search(partition, boundColumn, row, 0);
  }

  /** The first row whose key is behind a row's bound. */
  int firstBehind(Partition partition, int boundColumn, int row) {
    return search(partition, boundColumn, row, 1);
  }

  /** The first row whose key compares with the bound as at least so much. */
  private int search(Partition partition, int boundColumn, int row, int least) {
    bound.clear();
    single[0] = partition.column(boundColumn);
    encoder.encode(single, row, bound);
    int low = 0;
    int high = partition.rows();
    while (low < high) {
      int middle = (low + high) >>> 1;
      int start = middle == 0 ? 0 : ends[middle - 1];
      int order =
          Integer.signum(
              Arrays.compareUnsigned(
                  keys.array(), start, ends[middle], bound.array(), 0, bound.size()));
      if (order >= least) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
