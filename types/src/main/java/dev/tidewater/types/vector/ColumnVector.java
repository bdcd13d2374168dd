package dev.tidewater.types.vector;

/**
 * Values of one column for a run of rows. Which class holds a type is fixed by {@link
 * dev.tidewater.types.SqlType#physical()}: INT8 to INT64 in {@link LongVector} (boolean as 0 and
 * 1), FLOAT32 and FLOAT64 in {@link DoubleVector}, INT128 in {@link Int128Vector}, DECIMAL in
 * {@link DecimalVector}, INTERVAL in {@link IntervalVector}, BYTES in {@link BytesVector}.
 *
 * <p>Fields are public for the inner loops; a vector is filled by one owner and then only read. The
 * value under a null is unspecified but safe to compute with.
 */
public abstract sealed class ColumnVector
    permits LongVector, DoubleVector, Int128Vector, DecimalVector, IntervalVector, BytesVector {

  /** The rows a vector holds when nothing else decides: fits its columns in the L2 cache. */
  public static final int DEFAULT_CAPACITY = 2048;

  /** Meaningful if {@link #hasNulls}: true where the value is NULL. */
  public boolean[] nulls;

  /** False promises that no row is NULL, whatever {@link #nulls} holds. */
  public boolean hasNulls;

  protected ColumnVector(int capacity) {
    this.nulls = new boolean[capacity];
  }

  public final int capacity() {
    return nulls.length;
  }

  public final boolean isNull(int row) {
    return hasNulls && nulls[row];
  }

  public final void setNull(int row) {
    hasNulls = true;
    nulls[row] = true;
  }

  /** Forgets all values, so that the vector can be filled again. */
  public void clear() {
    if (hasNulls) {
      java.util.Arrays.fill(nulls, false);
      hasNulls = false;
    }
  }
}
