package dev.tidewater.engine.operator;

import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.row.RowDecoder;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers pairs of encoded rows of a join's two sides and passes them on as vectors, of which only
 * the columns are decoded that are asked for.
 */
final class PairOutput {
  private final Side left;
  private final Side right;
  private final ChunkOutput output;
  private final @Nullable ColumnVector[] columns;
  private final @Nullable ColumnVector[] unmatchedColumns;
  private final long[] diffs = new long[ColumnVector.DEFAULT_CAPACITY];
  private final long[] unmatchedDiffs = new long[ColumnVector.DEFAULT_CAPACITY];
  private final Side unmatched;
  private int count;
  private int unmatchedCount;

  /** Rows of one side, one behind the other. */
  private static final class Side {
    final ByteSink bytes = new ByteSink();
    final int[] starts = new int[ColumnVector.DEFAULT_CAPACITY];
    final int[] ends = new int[ColumnVector.DEFAULT_CAPACITY];
    final RowDecoder decoder;
    final ColumnVector[] vectors;

    Side(RowLayout layout, List<Integer> wanted) {
      int[] positions = wanted.stream().mapToInt(Integer::intValue).toArray();
      decoder = layout.decoder(positions);
      vectors = new ColumnVector[positions.length];
      for (int i = 0; i < vectors.length; i++) {
        vectors[i] = Values.allocate(layout.type(positions[i]), ColumnVector.DEFAULT_CAPACITY);
      }
    }

    void put(int at, byte[] row, int offset, int length) {
      starts[at] = bytes.size();
      bytes.putBytes(row, offset, length);
      ends[at] = bytes.size();
    }

    void decode(int rows) {
      decoder.decode(bytes.array(), starts, ends, rows, vectors);
      bytes.clear();
    }
  }

  PairOutput(JoinSide leftSide, JoinSide rightSide, ChunkOutput output) {
    this.output = output;
    int leftArity = leftSide.columns().length;
    int arity = leftArity + rightSide.columns().length;
    this.columns = new @Nullable ColumnVector[arity];
    this.unmatchedColumns = new @Nullable ColumnVector[arity];
    List<Integer> leftWanted = new ArrayList<>();
    List<Integer> rightWanted = new ArrayList<>();
    List<Integer> outputColumns = wantedColumns(arity);
    for (int column : outputColumns) {
      if (column < leftArity) {
        leftWanted.add(leftSide.columns()[column]);
      } else {
        rightWanted.add(rightSide.columns()[column - leftArity]);
      }
    }
    this.left = new Side(leftSide.layout(), distinct(leftWanted));
    this.right = new Side(rightSide.layout(), distinct(rightWanted));
    this.unmatched = new Side(leftSide.layout(), distinct(leftWanted));
    for (int column : outputColumns) {
      if (column < leftArity) {
        int at = distinct(leftWanted).indexOf(leftSide.columns()[column]);
        columns[column] = left.vectors[at];
        unmatchedColumns[column] = unmatched.vectors[at];
      } else {
        int stored = rightSide.columns()[column - leftArity];
        columns[column] = right.vectors[distinct(rightWanted).indexOf(stored)];
        unmatchedColumns[column] = allNull(rightSide.layout(), stored);
      }
    }
  }

  private List<Integer> wantedColumns(int arity) {
    int[] wanted = output.inputColumns();
    List<Integer> result = new ArrayList<>();
    if (wanted == null) {
      for (int i = 0; i < arity; i++) {
        result.add(i);
      }
    } else {
      for (int column : wanted) {
        result.add(column);
      }
    }
    return result;
  }

  private static List<Integer> distinct(List<Integer> positions) {
    return positions.stream().distinct().toList();
  }

  private static ColumnVector allNull(RowLayout layout, int column) {
    ColumnVector vector = Values.allocate(layout.type(column), ColumnVector.DEFAULT_CAPACITY);
    for (int i = 0; i < ColumnVector.DEFAULT_CAPACITY; i++) {
      vector.setNull(i);
    }
    return vector;
  }

  void addPair(
      byte[] leftRow,
      int leftOffset,
      int leftLength,
      byte[] rightRow,
      int rightOffset,
      int rightLength,
      long diff) {
    left.put(count, leftRow, leftOffset, leftLength);
    right.put(count, rightRow, rightOffset, rightLength);
    diffs[count++] = diff;
    if (count == diffs.length) {
      flushPairs();
    }
  }

  /** A left row alone, with NULLs on the right if right columns are asked for. */
  void addLeft(byte[] row, int offset, int length, long diff) {
    unmatched.put(unmatchedCount, row, offset, length);
    unmatchedDiffs[unmatchedCount++] = diff;
    if (unmatchedCount == unmatchedDiffs.length) {
      flushLeft();
    }
  }

  private void flushPairs() {
    left.decode(count);
    right.decode(count);
    output.write(columns, diffs, count);
    count = 0;
  }

  private void flushLeft() {
    unmatched.decode(unmatchedCount);
    output.write(unmatchedColumns, unmatchedDiffs, unmatchedCount);
    unmatchedCount = 0;
  }

  void flush() {
    if (count > 0) {
      flushPairs();
    }
    if (unmatchedCount > 0) {
      flushLeft();
    }
    output.flush();
  }

  long memoryBytes() {
    return output.memoryBytes()
        + left.bytes.array().length
        + right.bytes.array().length
        + unmatched.bytes.array().length;
  }
}
