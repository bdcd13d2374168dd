package dev.tidewater.engine.aggregate;

import dev.tidewater.types.Decimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Variance or standard deviation, of the values themselves or of what they are a sample of. */
enum Spread {
  VAR_POP(false, false),
  VAR_SAMP(true, false),
  STDDEV_POP(false, true),
  STDDEV_SAMP(true, true);

  private final boolean sample;
  private final boolean root;

  Spread(boolean sample, boolean root) {
    this.sample = sample;
    this.root = root;
  }

  /** Whether so many values have none. */
  boolean isMissing(long count) {
    return count <= (sample ? 1 : 0);
  }

  private long divisor(long count) {
    return sample ? count - 1 : count;
  }

  /**
   * With the digits that PostgreSQL's numeric_stddev_internal gives.
   *
   * @return null if {@link #isMissing}
   */
  @Nullable Decimal of(long count, Decimal sum, Decimal squares) {
    if (isMissing(count)) {
      return null;
    }
    if (!sum.isFinite()) {
      return Decimal.NAN;
    }
    Decimal rows = Decimal.of(count);
    Decimal numerator = rows.multiply(squares).subtract(sum.multiply(sum));
    if (numerator.signum() <= 0) {
      return Decimal.ZERO;
    }
    Decimal variance = numerator.divide(rows.multiply(Decimal.of(divisor(count))));
    return root ? squareRoot(variance) : variance;
  }

  /** As many digits as the radicand has. */
  private static Decimal squareRoot(Decimal value) {
    int scale = value.scale();
    BigInteger scaled = value.unscaled().multiply(BigInteger.TEN.pow(scale + 2));
    return Decimal.of(scaled.sqrt(), scale + 1).round(scale);
  }

  /**
   * @param centered the squared distances from the mean summed up, times the count
   */
  double of(long count, ExactSum centered) {
    BigInteger pairs = BigInteger.valueOf(count).multiply(BigInteger.valueOf(divisor(count)));
    double variance = centered.dividedBy(pairs);
    return root ? Math.sqrt(variance) : variance;
  }
}
