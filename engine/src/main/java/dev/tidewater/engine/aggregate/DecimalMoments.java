package dev.tidewater.engine.aggregate;

import dev.tidewater.types.Decimal;
import dev.tidewater.types.PowersOfTen;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TypeKind;
import dev.tidewater.types.row.Int128;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.Int128Vector;
import java.math.BigInteger;
import java.util.TreeMap;

/**
 * Variance and standard deviation of numerics of any scale and of integers of sixteen bytes, from
 * their exact sum and that of their squares. The digits that PostgreSQL gives follow from the
 * largest scale among the values, so these are counted by scale.
 */
final class DecimalMoments implements Accumulator {
  private static final int COUNT = 0;
  private static final int NOT_FINITE = 1;

  /** Both sums of one group, in units of 10^-scale and 10^-2scale. */
  private static final class Sums {
    final TreeMap<Integer, Long> countByScale = new TreeMap<>();
    int scale;
    BigInteger sum = BigInteger.ZERO;
    BigInteger squares = BigInteger.ZERO;

    void add(Decimal value, long diff) {
      int added = value.scale();
      if (added > scale) {
        sum = sum.multiply(PowersOfTen.big(added - scale));
        squares = squares.multiply(PowersOfTen.big(2 * (added - scale)));
        scale = added;
      }
      BigInteger units = value.unscaled().multiply(PowersOfTen.big(scale - added));
      BigInteger times = BigInteger.valueOf(diff);
      sum = sum.add(units.multiply(times));
      squares = squares.add(units.multiply(units).multiply(times));
      countByScale.merge(added, diff, (a, b) -> a + b == 0 ? null : (Long) (a + b));
    }

    int largestScale() {
      return countByScale.isEmpty() ? 0 : countByScale.lastKey();
    }

    boolean isBlank() {
      return countByScale.isEmpty() && sum.signum() == 0 && squares.signum() == 0;
    }
  }

  private final Spread spread;
  private final ScalarType argument;
  private final ScalarType type;

  DecimalMoments(Spread spread, ScalarType argument, ScalarType type) {
    this.spread = spread;
    this.argument = argument;
    this.type = type;
  }

  @Override
  public int words() {
    return 2;
  }

  @Override
  public int objects() {
    return 1;
  }

  @Override
  public void add(State state, ColumnVector[] arguments, int row, long diff) {
    ColumnVector values = arguments[0];
    if (values.isNull(row)) {
      return;
    }
    state.add(COUNT, diff);
    Decimal value = decimal(values, row);
    if (!value.isFinite()) {
      state.add(NOT_FINITE, diff);
      return;
    }
    Sums sums = (Sums) state.objects[state.objectAt];
    if (sums == null) {
      sums = new Sums();
      state.objects[state.objectAt] = sums;
    }
    sums.add(value, diff);
  }

  private Decimal decimal(ColumnVector values, int row) {
    if (argument.kind() == TypeKind.NUMERIC) {
      return Values.readDecimal(values, argument, row);
    }
    Int128Vector integers = (Int128Vector) values;
    return Decimal.of(Int128.toBigInteger(integers.high[row], integers.low[row]), 0);
  }

  @Override
  public void emit(State state, ColumnVector out, int row) {
    Sums sums = (Sums) state.objects[state.objectAt];
    Decimal sum = Decimal.ZERO;
    Decimal squares = Decimal.ZERO;
    if (state.number(NOT_FINITE) != 0) {
      sum = Decimal.NAN;
    } else if (sums != null) {
      int shown = sums.largestScale();
      sum = Decimal.of(sums.sum, sums.scale).round(shown);
      squares = Decimal.of(sums.squares, 2 * sums.scale).round(2 * shown);
    }
    Values.write(out, type, row, spread.of(state.number(COUNT), sum, squares));
  }

  @Override
  public boolean isBlank(State state) {
    Sums sums = (Sums) state.objects[state.objectAt];
    return sums == null || sums.isBlank();
  }
}
