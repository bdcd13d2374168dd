package dev.tidewater.engine.function;

import dev.tidewater.types.TidewaterException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a run whose evaluation failed, and why. Of several errors of a row the first counts.
 * Costs nothing as long as there is none. One thread at a time.
 */
public final class RowErrors {
  private @Nullable TidewaterException[] errors = new @Nullable TidewaterException[0];
  private int count;

  public void record(int row, TidewaterException error) {
    if (row >= errors.length) {
      errors = Arrays.copyOf(errors, Math.max(row + 1, 2 * errors.length));
    }
    if (errors[row] == null) {
      errors[row] = error;
      count++;
    }
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /** How many rows have failed. */
  public int count() {
    return count;
  }

  /** The error of a row; null if it has none. */
  public @Nullable TidewaterException at(int row) {
    return row < errors.length ? errors[row] : null;
  }

  public boolean has(int row) {
    return row < errors.length && errors[row] != null;
  }

  /** Takes a row's error away. */
  public void forgive(int row) {
    if (has(row)) {
      errors[row] = null;
      count--;
    }
  }

  /** Takes over the errors of some rows. */
  public void addAll(RowErrors other, Selection selection) {
    if (other.count == 0) {
      return;
    }
    for (int i = 0; i < selection.count(); i++) {
      int row = selection.row(i);
      TidewaterException error = other.at(row);
      if (error != null) {
        record(row, error);
      }
    }
  }

  public void clear() {
    if (count > 0) {
      Arrays.fill(errors, null);
      count = 0;
    }
  }
}
