package dev.tidewater.engine.function;

import dev.tidewater.types.Decimal;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Roots, exponentials, logarithms and powers of exact numerics, with as many digits as PostgreSQL
 * 15's numeric.c gives: sixteen significant ones at least, and not fewer behind the point than the
 * arguments have.
 */
final class DecimalMath {
  private static final int MIN_SIGNIFICANT_DIGITS = 16;
  private static final int MAX_DISPLAY_SCALE = 1000;
  private static final int DIGITS_PER_GROUP = 4;

  /** Largest exponent of ten that a result may have. */
  private static final int MAX_RESULT_EXPONENT = 2000 * DIGITS_PER_GROUP;

  /** Digits computed beyond those that are shown. */
  private static final int GUARD_DIGITS = 12;

  private static final double LOG10_OF_E = 0.434294481903252;

  private DecimalMath() {}

  private static int boundedScale(int digits, int... atLeast) {
    int scale = Math.max(digits, 0);
    for (int other : atLeast) {
      scale = Math.max(scale, other);
    }
    return Math.min(scale, MAX_DISPLAY_SCALE);
  }

  /** Power of 10,000 of the first group of digits; 0 for zero. */
  private static int groupWeight(Decimal value) {
    if (value.isZero()) {
      return 0;
    }
    BigDecimal exact = value.toBigDecimal();
    return Math.floorDiv(exact.precision() - exact.scale() - 1, DIGITS_PER_GROUP);
  }

  static Decimal squareRoot(Decimal value) {
    if (value.isNaN()) {
      return value;
    }
    if (value.signum() < 0) {
      throw new TidewaterException(
          ErrorCode.INVALID_ARGUMENT_FOR_POWER_FUNCTION,
          "cannot take square root of a negative number");
    }
    if (value.isInfinite()) {
      return value;
    }
    int weight = (groupWeight(value) + 1) * DIGITS_PER_GROUP / 2 - 1;
    int scale = boundedScale(MIN_SIGNIFICANT_DIGITS - weight, value.scale());
    if (value.isZero()) {
      return Decimal.of(0, scale);
    }
    BigInteger scaled =
        value.toBigDecimal().setScale(2 * (scale + 1), RoundingMode.DOWN).unscaledValue();
    return Decimal.of(scaled.sqrt(), scale + 1).round(scale);
  }

  static Decimal exp(Decimal value) {
    if (value.isNaN()) {
      return value;
    }
    if (value.isInfinite()) {
      return value.signum() > 0 ? value : Decimal.ZERO;
    }
    double digits = value.doubleValue() * LOG10_OF_E;
    if (digits >= MAX_RESULT_EXPONENT) {
      throw overflow();
    }
    int scale =
        boundedScale(
            MIN_SIGNIFICANT_DIGITS - (int) Math.max(-MAX_RESULT_EXPONENT, digits), value.scale());
    if (digits < -scale - 1) {
      return Decimal.of(0, scale);
    }
    int precision = Math.max(0, (int) digits) + scale + GUARD_DIGITS;
    return Decimal.of(exp(value.toBigDecimal(), precision)).round(scale);
  }

  private static TidewaterException overflow() {
    return new TidewaterException(
        ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "value overflows numeric format");
  }

  /** e^x with so many digits: halved until small, Taylor's series, squared back. */
  private static BigDecimal exp(BigDecimal x, int precision) {
    int halvings = 0;
    double size = Math.abs(x.doubleValue());
    while (size > 0.05) {
      size /= 2;
      halvings++;
    }
    MathContext context = new MathContext(precision + halvings + GUARD_DIGITS);
    BigDecimal reduced = x.divide(new BigDecimal(BigInteger.ONE.shiftLeft(halvings)), context);
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    BigDecimal smallest = BigDecimal.ONE.scaleByPowerOfTen(-context.getPrecision());
    for (int n = 1; term.signum() != 0 && term.abs().compareTo(smallest) > 0; n++) {
      term = term.multiply(reduced, context).divide(BigDecimal.valueOf(n), context);
      sum = sum.add(term, context);
    }
    for (int i = 0; i < halvings; i++) {
      sum = sum.multiply(sum, context);
    }
    return sum;
  }

  private static void checkLogarithm(Decimal value) {
    if (value.isZero()) {
      throw new TidewaterException(
          ErrorCode.INVALID_ARGUMENT_FOR_LOGARITHM, "cannot take logarithm of zero");
    }
    if (value.signum() < 0) {
      throw new TidewaterException(
          ErrorCode.INVALID_ARGUMENT_FOR_LOGARITHM, "cannot take logarithm of a negative number");
    }
  }

  static Decimal naturalLogarithm(Decimal value) {
    if (value.isNaN()) {
      return value;
    }
    checkLogarithm(value);
    if (value.isInfinite()) {
      return value;
    }
    int scale = boundedScale(MIN_SIGNIFICANT_DIGITS - logarithmWeight(value), value.scale());
    return Decimal.of(ln(value.toBigDecimal(), scale + GUARD_DIGITS)).round(scale);
  }

  static Decimal logarithm(Decimal base, Decimal value) {
    if (base.isNaN() || value.isNaN()) {
      return Decimal.NAN;
    }
    checkLogarithm(base);
    checkLogarithm(value);
    if (base.isInfinite() || value.isInfinite()) {
      if (base.isInfinite() && value.isInfinite()) {
        return Decimal.NAN;
      }
      return base.isInfinite() ? Decimal.ZERO : value;
    }
    int baseWeight = logarithmWeight(base);
    int valueWeight = logarithmWeight(value);
    int scale =
        boundedScale(
            MIN_SIGNIFICANT_DIGITS - (valueWeight - baseWeight), base.scale(), value.scale());
    int digits = scale + GUARD_DIGITS + Math.abs(baseWeight) + Math.abs(valueWeight);
    BigDecimal divisor = ln(base.toBigDecimal(), digits);
    if (divisor.signum() == 0) {
      throw LongArithmetic.divisionByZero();
    }
    BigDecimal dividend = ln(value.toBigDecimal(), digits);
    return Decimal.of(dividend.divide(divisor, scale + 2, RoundingMode.HALF_UP)).round(scale);
  }

  /** Power of ten of the natural logarithm, as PostgreSQL estimates it. */
  private static int logarithmWeight(Decimal value) {
    BigDecimal exact = value.toBigDecimal();
    if (exact.compareTo(new BigDecimal("0.9")) >= 0
        && exact.compareTo(new BigDecimal("1.1")) <= 0) {
      BigDecimal distance = exact.subtract(BigDecimal.ONE);
      return distance.signum() == 0 ? 0 : distance.precision() - distance.scale() - 1;
    }
    // ln(d * 10^w) from the first eight digits.
    BigDecimal first = exact.round(new MathContext(8, RoundingMode.DOWN));
    int exponent = first.precision() - first.scale() - 1;
    double mantissa = first.scaleByPowerOfTen(-exponent).doubleValue();
    double logarithm = Math.log(mantissa) + exponent * 2.302585092994046;
    return (int) Math.log10(Math.abs(logarithm));
  }

  /** Natural logarithm with so many digits behind the point. */
  private static BigDecimal ln(BigDecimal x, int digits) {
    int exponent = x.precision() - x.scale();
    MathContext context =
        new MathContext(digits + GUARD_DIGITS + Integer.toString(Math.abs(exponent)).length());
    BigDecimal reduced = x;
    int roots = 0;
    // Square roots bring the number near one, where the series below is quick.
    while (reduced.subtract(BigDecimal.ONE).abs().compareTo(new BigDecimal("0.05")) > 0) {
      reduced = reduced.sqrt(new MathContext(context.getPrecision() + roots + 2));
      roots++;
    }
    // ln x = 2 artanh((x - 1) / (x + 1))
    MathContext wide = new MathContext(context.getPrecision() + roots + 2);
    BigDecimal z = reduced.subtract(BigDecimal.ONE).divide(reduced.add(BigDecimal.ONE), wide);
    BigDecimal square = z.multiply(z, wide);
    BigDecimal power = z;
    BigDecimal sum = z;
    BigDecimal smallest = BigDecimal.ONE.scaleByPowerOfTen(-wide.getPrecision() - 1);
    for (int n = 3; power.abs().compareTo(smallest) > 0; n += 2) {
      power = power.multiply(square, wide);
      sum = sum.add(power.divide(BigDecimal.valueOf(n), wide), wide);
    }
    return sum.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(roots + 1)));
  }

  static Decimal power(Decimal base, Decimal exponent) {
    if (!base.isFinite() || !exponent.isFinite()) {
      return specialPower(base, exponent);
    }
    boolean whole = exponent.redundantScale() == exponent.scale();
    if (base.isZero() && exponent.signum() < 0) {
      throw ArithmeticFunctions.invalidPower("zero raised to a negative power is undefined");
    }
    if (base.signum() < 0 && !whole) {
      throw ArithmeticFunctions.invalidPower(
          "a negative number raised to a non-integer power yields a complex result");
    }
    if (whole) {
      BigInteger integer = exponent.stripTrailingZeros().unscaled();
      if (integer.bitLength() < 31) {
        return wholePower(base, integer.intValue());
      }
    }
    if (base.isZero()) {
      return Decimal.of(0, MIN_SIGNIFICANT_DIGITS);
    }
    return realPower(base, exponent);
  }

  private static Decimal specialPower(Decimal base, Decimal exponent) {
    if (base.isNaN() || exponent.isNaN()) {
      boolean one = base.isFinite() && base.compareTo(Decimal.ONE) == 0;
      return exponent.isZero() || one ? Decimal.ONE : Decimal.NAN;
    }
    if (base.isZero() && exponent.signum() < 0) {
      throw ArithmeticFunctions.invalidPower("zero raised to a negative power is undefined");
    }
    double result = Math.pow(base.doubleValue(), exponent.doubleValue());
    if (exponent.isInfinite() && base.isFinite() && base.abs().compareTo(Decimal.ONE) == 0) {
      return Decimal.ONE;
    }
    if (Double.isInfinite(result)) {
      return result > 0 ? Decimal.POSITIVE_INFINITY : Decimal.NEGATIVE_INFINITY;
    }
    return Decimal.of((long) result);
  }

  /** Digits before the point of base^exponent, roughly. */
  private static double estimatedDigits(Decimal base, double exponent) {
    BigDecimal magnitude = base.toBigDecimal().abs();
    int weight = magnitude.precision() - magnitude.scale() - 1;
    double mantissa = magnitude.round(new MathContext(17)).scaleByPowerOfTen(-weight).doubleValue();
    return exponent * (Math.log10(mantissa) + weight);
  }

  private static Decimal wholePower(Decimal base, int exponent) {
    int scale = boundedScale(MIN_SIGNIFICANT_DIGITS, base.scale());
    if (exponent == 0) {
      return Decimal.ONE.round(MIN_SIGNIFICANT_DIGITS);
    }
    double digits = base.isZero() ? 0 : estimatedDigits(base, exponent);
    if (digits > MAX_RESULT_EXPONENT * 4.0) {
      throw overflow();
    }
    if (base.isZero() || digits < -scale - 1) {
      return Decimal.of(0, scale);
    }
    int precision = (int) Math.max(0, digits) + scale + GUARD_DIGITS + 10;
    MathContext context = new MathContext(precision);
    BigDecimal power = base.toBigDecimal().pow(Math.abs(exponent), context);
    BigDecimal result = exponent < 0 ? BigDecimal.ONE.divide(power, context) : power;
    return Decimal.of(result.setScale(scale, RoundingMode.HALF_UP));
  }

  private static Decimal realPower(Decimal base, Decimal exponent) {
    double digits = estimatedDigits(base, exponent.doubleValue());
    if (digits > MAX_RESULT_EXPONENT * 4.0) {
      throw overflow();
    }
    int scale =
        boundedScale(
            MIN_SIGNIFICANT_DIGITS - (int) Math.max(-MAX_DISPLAY_SCALE, digits),
            base.scale(),
            exponent.scale());
    if (digits < -scale - 1) {
      return Decimal.of(0, scale);
    }
    int precision = (int) Math.max(0, digits) + scale + GUARD_DIGITS;
    BigDecimal logarithm = ln(base.toBigDecimal().abs(), precision + GUARD_DIGITS);
    BigDecimal product = logarithm.multiply(exponent.toBigDecimal());
    BigDecimal result = exp(product, precision + GUARD_DIGITS);
    boolean odd = base.signum() < 0 && exponent.stripTrailingZeros().unscaled().testBit(0);
    return Decimal.of((odd ? result.negate() : result).setScale(scale, RoundingMode.HALF_UP));
  }
}
