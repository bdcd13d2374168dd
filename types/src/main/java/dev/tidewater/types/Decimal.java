package dev.tidewater.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's numeric: an exact decimal with its display scale, NaN or an infinity. Immutable.
 *
 * <p>A finite value is {@code unscaled / 10^scale}, its scale (digits shown behind the point) from
 * 0 to {@value #MAX_SCALE}. Values whose unscaled number fits in eight bytes never touch {@link
 * BigInteger}.
 *
 * <p>{@link #compareTo} is SQL's order: scale does not matter, -Infinity &lt; finite &lt; Infinity
 * &lt; NaN, NaN equals itself. {@link #equals} is stricter: it takes the scale into account, as
 * clients can see it.
 *
 * <p>Result scales follow PostgreSQL 15's numeric.c, whose answers the tests hold as golden tables.
 */
public final class Decimal implements Comparable<Decimal> {
  /** Most digits behind the point, as in PostgreSQL. */
  public static final int MAX_SCALE = 16383;

  /** Most digits before the point, as in PostgreSQL. */
  public static final int MAX_INTEGER_DIGITS = 131072;

  /** Significant digits that PostgreSQL gives a quotient at least. */
  static final int MIN_SIGNIFICANT_DIGITS = 16;

  /** Digits behind the point that PostgreSQL gives a quotient at most. */
  static final int MAX_RESULT_SCALE = 1000;

  /** PostgreSQL computes in digits of base 10,000: so many decimal ones. */
  static final int DIGITS_PER_GROUP = 4;

  private enum Kind {
    NEGATIVE_INFINITY,
    FINITE,
    POSITIVE_INFINITY,
    NAN
  }

  public static final Decimal ZERO = new Decimal(0, null, 0, Kind.FINITE);
  public static final Decimal ONE = new Decimal(1, null, 0, Kind.FINITE);
  public static final Decimal NAN = new Decimal(0, null, 0, Kind.NAN);
  public static final Decimal POSITIVE_INFINITY = new Decimal(0, null, 0, Kind.POSITIVE_INFINITY);
  public static final Decimal NEGATIVE_INFINITY = new Decimal(0, null, 0, Kind.NEGATIVE_INFINITY);

  private final long small;

  /** The unscaled value where it does not fit in {@link #small}. */
  private final @Nullable BigInteger big;

  private final int scale;
  private final Kind kind;

  private Decimal(long small, @Nullable BigInteger big, int scale, Kind kind) {
    this.small = small;
    this.big = big;
    this.scale = scale;
    this.kind = kind;
  }

  /** {@code unscaled / 10^scale}. */
  public static Decimal of(long unscaled, int scale) {
    if (scale == 0) {
      return of(unscaled);
    }
    if (scale < 0) {
      return of(BigInteger.valueOf(unscaled), scale);
    }
    return new Decimal(unscaled, null, scale, Kind.FINITE);
  }

  public static Decimal of(long value) {
    return value == 0 ? ZERO : new Decimal(value, null, 0, Kind.FINITE);
  }

  /** {@code unscaled / 10^scale}; a negative scale is resolved into zeros. */
  public static Decimal of(BigInteger unscaled, int scale) {
    BigInteger value = unscaled;
    int displayScale = scale;
    if (scale < 0) {
      value = unscaled.multiply(PowersOfTen.big(-scale));
      displayScale = 0;
    }
    if (value.bitLength() <= 63) {
      return new Decimal(value.longValue(), null, displayScale, Kind.FINITE);
    }
    return new Decimal(0, value, displayScale, Kind.FINITE);
  }

  public static Decimal of(BigDecimal value) {
    return of(value.unscaledValue(), value.scale());
  }

  /**
   * The number in PostgreSQL's notation.
   *
   * @throws TidewaterException INVALID_TEXT_REPRESENTATION, NUMERIC_VALUE_OUT_OF_RANGE
   */
  public static Decimal parse(String text) {
    return DecimalParser.parse(text);
  }

  public boolean isNaN() {
    return kind == Kind.NAN;
  }

  public boolean isInfinite() {
    return kind == Kind.POSITIVE_INFINITY || kind == Kind.NEGATIVE_INFINITY;
  }

  public boolean isFinite() {
    return kind == Kind.FINITE;
  }

  /** -1, 0 or 1; of an infinity its side, of NaN 1. */
  public int signum() {
    return switch (kind) {
      case NEGATIVE_INFINITY -> -1;
      case POSITIVE_INFINITY, NAN -> 1;
      case FINITE -> big != null ? big.signum() : Long.signum(small);
    };
  }

  public boolean isZero() {
    return kind == Kind.FINITE && big == null && small == 0;
  }

  /** Digits behind the point; 0 unless finite. */
  public int scale() {
    return scale;
  }

  /** Whether {@link #unscaledLong()} may be asked. */
  public boolean fitsLong() {
    return kind == Kind.FINITE && big == null;
  }

  /** The unscaled value; only if {@link #fitsLong()}. */
  public long unscaledLong() {
    return small;
  }

  /** The unscaled value of a finite number. */
  public BigInteger unscaled() {
    return big != null ? big : BigInteger.valueOf(small);
  }

  /** A finite number in Java's form. */
  public BigDecimal toBigDecimal() {
    requireFinite();
    return big != null ? new BigDecimal(big, scale) : BigDecimal.valueOf(small, scale);
  }

  private void requireFinite() {
    if (kind != Kind.FINITE) {
      throw new TidewaterException(
              ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "{value} is not a finite number")
          .with("value", this);
    }
  }

  /** Fails if the number has more digits than PostgreSQL's numeric holds. */
  Decimal checkRange() {
    if (big == null || integerDigits() <= MAX_INTEGER_DIGITS) {
      return this;
    }
    throw overflow();
  }

  static TidewaterException overflow() {
    return new TidewaterException(
        ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "value overflows numeric format");
  }

  /** Digits of the unscaled value; 0 for zero. */
  int digits() {
    if (big != null) {
      return PowersOfTen.digits(big);
    }
    return small == 0 ? 0 : PowersOfTen.digits(small);
  }

  private int integerDigits() {
    return Math.max(0, digits() - scale);
  }

  public Decimal negate() {
    return switch (kind) {
      case NAN -> this;
      case NEGATIVE_INFINITY -> POSITIVE_INFINITY;
      case POSITIVE_INFINITY -> NEGATIVE_INFINITY;
      case FINITE ->
          big == null && small != Long.MIN_VALUE
              ? new Decimal(-small, null, scale, Kind.FINITE)
              : of(unscaled().negate(), scale);
    };
  }

  public Decimal abs() {
    return signum() < 0 ? negate() : this;
  }

  public Decimal add(Decimal other) {
    if (big == null && other.big == null && scale == other.scale && bothFinite(other)) {
      long sum = small + other.small;
      if (((small ^ sum) & (other.small ^ sum)) >= 0) {
        return new Decimal(sum, null, scale, Kind.FINITE);
      }
    }
    return addSlow(other);
  }

  private Decimal addSlow(Decimal other) {
    if (!bothFinite(other)) {
      if (isNaN() || other.isNaN() || (isInfinite() && other.isInfinite() && kind != other.kind)) {
        return NAN;
      }
      return isFinite() ? other : this;
    }
    int resultScale = Math.max(scale, other.scale);
    if (big == null && other.big == null) {
      long left = PowersOfTen.scaleUpOrMin(small, resultScale - scale);
      long right = PowersOfTen.scaleUpOrMin(other.small, resultScale - other.scale);
      long sum = left + right;
      if (left != Long.MIN_VALUE
          && right != Long.MIN_VALUE
          && ((left ^ sum) & (right ^ sum)) >= 0) {
        return new Decimal(sum, null, resultScale, Kind.FINITE);
      }
    }
    BigInteger left = unscaledAt(resultScale);
    return of(left.add(other.unscaledAt(resultScale)), resultScale).checkRange();
  }

  private BigInteger unscaledAt(int wantedScale) {
    return wantedScale == scale
        ? unscaled()
        : unscaled().multiply(PowersOfTen.big(wantedScale - scale));
  }

  private boolean bothFinite(Decimal other) {
    return kind == Kind.FINITE && other.kind == Kind.FINITE;
  }

  public Decimal subtract(Decimal other) {
    return add(other.negate());
  }

  public Decimal multiply(Decimal other) {
    if (!bothFinite(other)) {
      return multiplySpecial(other);
    }
    int resultScale = scale + other.scale;
    if (big == null && other.big == null && resultScale <= MAX_SCALE) {
      long high = Math.multiplyHigh(small, other.small);
      long low = small * other.small;
      if (high == low >> 63) {
        return new Decimal(low, null, resultScale, Kind.FINITE);
      }
    }
    Decimal product = of(unscaled().multiply(other.unscaled()), resultScale);
    return (resultScale > MAX_SCALE ? product.round(MAX_SCALE) : product).checkRange();
  }

  private Decimal multiplySpecial(Decimal other) {
    if (isNaN() || other.isNaN() || isZero() || other.isZero()) {
      return NAN;
    }
    return signum() == other.signum() ? POSITIVE_INFINITY : NEGATIVE_INFINITY;
  }

  /**
   * The quotient with PostgreSQL's choice of digits, rounded half away from zero.
   *
   * @throws TidewaterException DIVISION_BY_ZERO
   */
  public Decimal divide(Decimal other) {
    if (!bothFinite(other)) {
      return divideSpecial(other);
    }
    if (other.isZero()) {
      throw divisionByZero();
    }
    int resultScale = divisionScale(other);
    return of(divideAt(other, resultScale, RoundingMode.HALF_UP)).checkRange();
  }

  private BigDecimal divideAt(Decimal other, int resultScale, RoundingMode rounding) {
    return toBigDecimal().divide(other.toBigDecimal(), resultScale, rounding);
  }

  private Decimal divideSpecial(Decimal other) {
    if (isNaN() || other.isNaN() || (isInfinite() && other.isInfinite())) {
      return NAN;
    }
    if (isInfinite()) {
      if (other.isZero()) {
        throw divisionByZero();
      }
      return signum() == other.signum() ? POSITIVE_INFINITY : NEGATIVE_INFINITY;
    }
    return ZERO;
  }

  static TidewaterException divisionByZero() {
    return new TidewaterException(ErrorCode.DIVISION_BY_ZERO, "division by zero");
  }

  /** The whole part of the quotient, rounded towards zero. */
  public Decimal divideInteger(Decimal other) {
    if (!bothFinite(other)) {
      return divideSpecial(other);
    }
    if (other.isZero()) {
      throw divisionByZero();
    }
    return of(divideAt(other, 0, RoundingMode.DOWN));
  }

  /** PostgreSQL's guess of the digits that a quotient is worth. */
  private int divisionScale(Decimal other) {
    int quotientWeight = groupWeight() - other.groupWeight();
    if (firstGroup() <= other.firstGroup()) {
      quotientWeight--;
    }
    int digits = MIN_SIGNIFICANT_DIGITS - quotientWeight * DIGITS_PER_GROUP;
    int atLeast = Math.max(Math.max(digits, scale), Math.max(other.scale, 0));
    return Math.min(atLeast, MAX_RESULT_SCALE);
  }

  /** Power of 10,000 of the first group of digits that is not zero; 0 for zero. */
  int groupWeight() {
    return isZero() ? 0 : Math.floorDiv(digits() - scale - 1, DIGITS_PER_GROUP);
  }

  /** The first group of digits, base 10,000, that is not zero; 0 for zero. */
  int firstGroup() {
    if (isZero()) {
      return 0;
    }
    int drop = groupWeight() * DIGITS_PER_GROUP + scale;
    BigInteger magnitude = unscaled().abs();
    return drop >= 0
        ? magnitude.divide(PowersOfTen.big(drop)).intValue()
        : magnitude.multiply(PowersOfTen.big(-drop)).intValue();
  }

  /**
   * The rest of a division rounded towards zero; it has the dividend's sign.
   *
   * @throws TidewaterException DIVISION_BY_ZERO
   */
  public Decimal remainder(Decimal other) {
    if (!bothFinite(other)) {
      if (isNaN() || other.isNaN()) {
        return NAN;
      }
      if (isInfinite()) {
        if (other.isZero()) {
          throw divisionByZero();
        }
        return NAN;
      }
      return this;
    }
    if (other.isZero()) {
      throw divisionByZero();
    }
    int resultScale = Math.max(scale, other.scale);
    BigInteger divisor = other.unscaledAt(resultScale);
    return of(unscaledAt(resultScale).remainder(divisor), resultScale);
  }

  /** Rounds half away from zero to so many digits behind the point; before it if negative. */
  public Decimal round(int digits) {
    return atScale(digits, RoundingMode.HALF_UP);
  }

  /** Cuts to so many digits behind the point; before it if negative. */
  public Decimal truncate(int digits) {
    return atScale(digits, RoundingMode.DOWN);
  }

  public Decimal ceiling() {
    return atScale(0, RoundingMode.CEILING);
  }

  public Decimal floor() {
    return atScale(0, RoundingMode.FLOOR);
  }

  private Decimal atScale(int digits, RoundingMode rounding) {
    if (kind != Kind.FINITE || digits == scale) {
      return this;
    }
    int bounded = Math.max(-MAX_INTEGER_DIGITS - 1, Math.min(MAX_SCALE, digits));
    if (big == null && bounded > scale) {
      long scaled = PowersOfTen.scaleUpOrMin(small, bounded - scale);
      if (scaled != Long.MIN_VALUE) {
        return of(scaled, bounded);
      }
    }
    BigDecimal rounded = toBigDecimal().setScale(bounded, rounding);
    return of(rounded.unscaledValue(), bounded).checkRange();
  }

  /** Without zeros at the end of the fraction. */
  public Decimal stripTrailingZeros() {
    if (kind != Kind.FINITE || scale == 0) {
      return this;
    }
    int extra = redundantScale();
    return extra == 0 ? this : atScale(scale - extra, RoundingMode.UNNECESSARY);
  }

  /** How many zeros there are at the end of the fraction. */
  public int redundantScale() {
    if (kind != Kind.FINITE || scale == 0) {
      return 0;
    }
    if (isZero()) {
      return scale;
    }
    if (big != null) {
      return Math.max(
          0, scale - Math.max(0, new BigDecimal(big, scale).stripTrailingZeros().scale()));
    }
    int extra = 0;
    long rest = small;
    while (extra < scale && rest % 10 == 0) {
      rest /= 10;
      extra++;
    }
    return extra;
  }

  /** SQL's order; see the class comment. */
  @Override
  public int compareTo(Decimal other) {
    if (!bothFinite(other)) {
      return kind.compareTo(other.kind);
    }
    if (big == null && other.big == null) {
      if (scale == other.scale) {
        return Long.compare(small, other.small);
      }
      int common = Math.max(scale, other.scale);
      long left = PowersOfTen.scaleUpOrMin(small, common - scale);
      long right = PowersOfTen.scaleUpOrMin(other.small, common - other.scale);
      if (left != Long.MIN_VALUE && right != Long.MIN_VALUE) {
        return Long.compare(left, right);
      }
    }
    return toBigDecimal().compareTo(other.toBigDecimal());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Decimal that
        && kind == that.kind
        && scale == that.scale
        && small == that.small
        && (big == null ? that.big == null : big.equals(that.big));
  }

  @Override
  public int hashCode() {
    int value = big != null ? big.hashCode() : Long.hashCode(small);
    return (value * 31 + scale) * 31 + kind.hashCode();
  }

  /** The nearest double; beyond the range of doubles an infinity. */
  public double doubleValue() {
    return switch (kind) {
      case NAN -> Double.NaN;
      case POSITIVE_INFINITY -> Double.POSITIVE_INFINITY;
      case NEGATIVE_INFINITY -> Double.NEGATIVE_INFINITY;
      case FINITE -> toBigDecimal().doubleValue();
    };
  }

  /** As PostgreSQL prints it. */
  @Override
  public String toString() {
    return switch (kind) {
      case NAN -> "NaN";
      case POSITIVE_INFINITY -> "Infinity";
      case NEGATIVE_INFINITY -> "-Infinity";
      case FINITE ->
          scale == 0
              ? (big != null ? big.toString() : Long.toString(small))
              : toBigDecimal().toPlainString();
    };
  }
}
