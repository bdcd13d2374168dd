package dev.tidewater.engine.aggregate;

import dev.tidewater.types.Decimal;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.DecimalVector;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sum and average of numerics of any scale, exactly. PostgreSQL shows a sum with the largest scale
 * among its summands, so the summands are counted by scale.
 */
final class DecimalSum implements Accumulator {
  private static final int COUNT = 0;
  private static final int NAN = 1;
  private static final int POSITIVE_INFINITY = 2;
  private static final int NEGATIVE_INFINITY = 3;

  private static final class OfScale {
    BigInteger unscaled = BigInteger.ZERO;
    long count;
  }

  /** The sums of one group by scale. */
  private static final class Sums {
    final TreeMap<Integer, OfScale> byScale = new TreeMap<>();
  }

  private final NumericResult result;

  DecimalSum(NumericResult result) {
    this.result = result;
  }

  @Override
  public int words() {
    return 4;
  }

  @Override
  public int objects() {
    return 1;
  }

  @Override
  public void add(State state, ColumnVector[] arguments, int row, long diff) {
    DecimalVector values = (DecimalVector) arguments[0];
    if (values.isNull(row)) {
      return;
    }
    state.add(COUNT, diff);
    Decimal value = values.values[row];
    if (value.isNaN()) {
      state.add(NAN, diff);
    } else if (value.isInfinite()) {
      state.add(value.signum() > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY, diff);
    } else {
      addFinite(state, value, diff);
    }
  }

  private static void addFinite(State state, Decimal value, long diff) {
    Sums sums = (Sums) state.objects[state.objectAt];
    if (sums == null) {
      sums = new Sums();
      state.objects[state.objectAt] = sums;
    }
    OfScale sum = sums.byScale.computeIfAbsent(value.scale(), scale -> new OfScale());
    sum.unscaled = sum.unscaled.add(value.unscaled().multiply(BigInteger.valueOf(diff)));
    sum.count += diff;
    if (sum.count == 0 && sum.unscaled.signum() == 0) {
      sums.byScale.remove(value.scale());
    }
  }

  @Override
  public void emit(State state, ColumnVector out, int row) {
    long count = state.number(COUNT);
    if (count <= 0) {
      out.setNull(row);
    } else {
      result.write(sum(state), count, out, row);
    }
  }

  @Override
  public boolean isBlank(State state) {
    Sums sums = (Sums) state.objects[state.objectAt];
    return sums == null || sums.byScale.isEmpty();
  }

  private static Decimal sum(State state) {
    boolean positive = state.number(POSITIVE_INFINITY) != 0;
    boolean negative = state.number(NEGATIVE_INFINITY) != 0;
    if (state.number(NAN) != 0 || (positive && negative)) {
      return Decimal.NAN;
    }
    if (positive) {
      return Decimal.POSITIVE_INFINITY;
    }
    if (negative) {
      return Decimal.NEGATIVE_INFINITY;
    }
    Decimal sum = Decimal.ZERO;
    Sums sums = (Sums) state.objects[state.objectAt];
    if (sums != null) {
      for (Map.Entry<Integer, OfScale> entry : sums.byScale.entrySet()) {
        sum = sum.add(Decimal.of(entry.getValue().unscaled, entry.getKey()));
      }
    }
    return sum;
  }
}
