package dev.tidewater.engine.function;

import dev.tidewater.plan.RelationPlan.Numbering;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Set-returning functions side by side: row by row what each gives, NULLs where one has ended
 * before another; numbered if wanted.
 */
final class Lockstep implements RowSetFunction {
  /** One of the functions, and how many arguments and columns are its own. */
  record Part(RowSetFunction function, int arguments, int columns) {}

  private final List<Part> parts;
  private final Numbering numbering;

  Lockstep(List<Part> parts, Numbering numbering) {
    this.parts = List.copyOf(parts);
    this.numbering = numbering;
  }

  @Override
  public RowSet open(@Nullable Object[] arguments) {
    List<RowSet> sets = new ArrayList<>();
    int at = 0;
    for (Part part : parts) {
      sets.add(part.function().open(Arrays.copyOfRange(arguments, at, at + part.arguments())));
      at += part.arguments();
    }
    return new Rows(sets);
  }

  private final class Rows implements RowSet {
    private final List<RowSet> sets;
    private final int[] counts;
    private long given;

    Rows(List<RowSet> sets) {
      this.sets = sets;
      this.counts = new int[sets.size()];
    }

    @Override
    public int fill(ColumnVector[] out, int from, int room) {
      int most = 0;
      int column = 0;
      for (int i = 0; i < counts.length; i++) {
        int columns = parts.get(i).columns();
        counts[i] = sets.get(i).fill(Arrays.copyOfRange(out, column, column + columns), from, room);
        most = Math.max(most, counts[i]);
        column += columns;
      }
      column = 0;
      for (int i = 0; i < counts.length; i++) {
        for (int c = 0; c < parts.get(i).columns(); c++, column++) {
          for (int row = from + counts[i]; row < from + most; row++) {
            out[column].setNull(row);
          }
        }
      }
      if (numbering == Numbering.ORDINALITY) {
        long[] numbers = ((LongVector) out[column]).values;
        for (int row = from; row < from + most; row++) {
          numbers[row] = ++given;
        }
      }
      return most;
    }
  }
}
