package dev.tidewater.engine.window;

import dev.tidewater.plan.WindowFrame.BoundKind;
import dev.tidewater.plan.WindowFrame.Exclusion;
import dev.tidewater.plan.WindowFrame.Unit;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.vector.LongVector;
import org.jspecify.annotations.Nullable;

/**
 * The frame of each row of a partition: from a start up to an end, less what is excluded. Starts
 * and ends never go back from row to row.
 */
final class Frames {
  /**
   * A frame clause over the columns of a partition.
   *
   * @param startOffset column of the start's offset, {@link #NONE} without one
   * @param range compares keys with offsets, for RANGE with an offset; else null
   */
  record Specification(
      Unit unit,
      BoundKind start,
      int startOffset,
      BoundKind end,
      int endOffset,
      Exclusion exclusion,
      @Nullable RangeSearch range) {}

  static final int NONE = -1;

  private final Specification specification;
  private int[] starts = new int[0];
  private int[] ends = new int[0];

  /** Where each peer group begins, for GROUPS. */
  private int[] groupStarts = new int[0];

  private int groups;

  Frames(Specification specification) {
    this.specification = specification;
  }

  void compute(Partition partition) {
    int rows = partition.rows();
    if (starts.length < rows) {
      starts = new int[partition.capacity()];
      ends = new int[partition.capacity()];
    }
    if (specification.unit() == Unit.GROUPS) {
      findGroups(partition);
    }
    RangeSearch range = specification.range();
    if (range != null) {
      range.prepare(partition);
    }
    long startOffset = countOffset(partition, specification.startOffset(), "starting");
    long endOffset = countOffset(partition, specification.endOffset(), "ending");
    for (int row = 0; row < rows; row++) {
      starts[row] = start(partition, row, startOffset);
      ends[row] = Math.max(starts[row], end(partition, row, endOffset));
    }
  }

  private void findGroups(Partition partition) {
    int rows = partition.rows();
    groups = rows == 0 ? 0 : partition.peerGroup(rows - 1) + 1;
    if (groupStarts.length <= groups) {
      groupStarts = new int[Math.max(groups + 1, groupStarts.length * 2)];
    }
    for (int row = 0; row < rows; row = partition.peerEnd(row)) {
      groupStarts[partition.peerGroup(row)] = row;
    }
    groupStarts[groups] = rows;
  }

  /** The count of rows or groups, which is the same for all rows. */
  private long countOffset(Partition partition, int column, String which) {
    if (column == NONE || specification.unit() == Unit.RANGE || partition.rows() == 0) {
      return 0;
    }
    LongVector counts = (LongVector) partition.column(column);
    if (counts.isNull(0)) {
      throw new TidewaterException(
              ErrorCode.NULL_VALUE_NOT_ALLOWED, "frame {which} offset must not be null")
          .with("which", which);
    }
    if (counts.values[0] < 0) {
      throw new TidewaterException(
              ErrorCode.INVALID_PRECEDING_OR_FOLLOWING_SIZE,
              "frame {which} offset must not be negative")
          .with("which", which);
    }
    return Math.min(counts.values[0], Integer.MAX_VALUE);
  }

  private int start(Partition partition, int row, long offset) {
    return switch (specification.start()) {
      case UNBOUNDED_PRECEDING -> 0;
      case UNBOUNDED_FOLLOWING -> partition.rows();
      case CURRENT_ROW -> specification.unit() == Unit.ROWS ? row : partition.peerStart(row);
      case PRECEDING -> startAt(partition, row, -offset);
      case FOLLOWING -> startAt(partition, row, offset);
    };
  }

  private int startAt(Partition partition, int row, long distance) {
    RangeSearch range = specification.range();
    return switch (specification.unit()) {
      case ROWS -> clamp(row + distance, partition.rows());
      case GROUPS -> groupStarts[clamp(partition.peerGroup(row) + distance, groups)];
      case RANGE -> required(range).firstAtOrBehind(partition, specification.startOffset(), row);
    };
  }

  private int end(Partition partition, int row, long offset) {
    return switch (specification.end()) {
      case UNBOUNDED_PRECEDING -> 0;
      case UNBOUNDED_FOLLOWING -> partition.rows();
      case CURRENT_ROW -> specification.unit() == Unit.ROWS ? row + 1 : partition.peerEnd(row);
      case PRECEDING -> endAt(partition, row, -offset);
      case FOLLOWING -> endAt(partition, row, offset);
    };
  }

  private int endAt(Partition partition, int row, long distance) {
    RangeSearch range = specification.range();
    return switch (specification.unit()) {
      case ROWS -> clamp(row + distance + 1, partition.rows());
      case GROUPS -> groupStarts[clamp(partition.peerGroup(row) + distance + 1, groups)];
      case RANGE -> required(range).firstBehind(partition, specification.endOffset(), row);
    };
  }

  private static RangeSearch required(@Nullable RangeSearch range) {
    if (range == null) {
      throw new IllegalStateException("RANGE with an offset without a key");
    }
    return range;
  }

  private static int clamp(long value, int most) {
    return (int) Math.max(0, Math.min(value, most));
  }

  int start(int row) {
    return starts[row];
  }

  /** Behind the last row of the frame. */
  int end(int row) {
    return ends[row];
  }

  boolean excludesSome() {
    return specification.exclusion() != Exclusion.NO_OTHERS;
  }

  /** Whether another row of the partition is left out of a row's frame. */
  boolean excludes(Partition partition, int row, int other) {
    boolean isPeer = partition.peerGroup(row) == partition.peerGroup(other);
    return switch (specification.exclusion()) {
      case NO_OTHERS -> false;
      case CURRENT_ROW -> row == other;
      case GROUP -> isPeer;
      case TIES -> isPeer && row != other;
    };
  }

  long memoryBytes() {
    return 8L * starts.length + 4L * groupStarts.length;
  }
}
