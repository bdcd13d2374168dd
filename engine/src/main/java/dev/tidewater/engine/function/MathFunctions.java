package dev.tidewater.engine.function;

import static dev.tidewater.types.ScalarType.FLOAT4;
import static dev.tidewater.types.ScalarType.FLOAT8;
import static dev.tidewater.types.ScalarType.INT2;
import static dev.tidewater.types.ScalarType.INT4;
import static dev.tidewater.types.ScalarType.INT8;
import static dev.tidewater.types.ScalarType.NUMERIC;

import dev.tidewater.types.Decimal;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TidewaterException;
import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleUnaryOperator;

/** Mathematical functions by name. */
final class MathFunctions {
  private static final Decimal TEN = Decimal.of(10);

  /** Beyond this the product overflows numeric. */
  private static final long MAX_FACTORIAL = 32_177;

  private MathFunctions() {}

  static void declare(Declarations d) {
    for (ScalarType type : List.of(INT2, INT4, INT8)) {
      d.function("abs", "Absolute value").takes(type).gives(type).as(LongArithmetic.abs(type));
    }
    for (ScalarType type : List.of(FLOAT4, FLOAT8)) {
      d.function("abs", "Absolute value")
          .takes(type)
          .gives(type)
          .as(DoubleArithmetic.unary(Math::abs));
    }
    rounding(d);
    powers(d);
    trigonometry(d);
    wholeNumbers(d);
    d.function("random", "A number from 0 up to 1, each time another")
        .gives(FLOAT8)
        .randomly()
        .as(Rowwise.ofAll(args -> ThreadLocalRandom.current().nextDouble()));
  }

  private static double asinh(double value) {
    double magnitude = Math.abs(value);
    if (Double.isInfinite(value) || magnitude == 0) {
      return value;
    }
    return Math.copySign(
        Math.log1p(magnitude + magnitude * magnitude / (1 + Math.hypot(1, magnitude))), value);
  }

  private static double acosh(double value) {
    if (value < 1) {
      throw outOfRange();
    }
    double above = value - 1;
    return Double.isInfinite(value)
        ? value
        : Math.log1p(above + Math.sqrt(above) * Math.sqrt(value + 1));
  }

  private static double atanh(double value) {
    if (value < -1 || value > 1) {
      throw outOfRange();
    }
    return 0.5 * Math.log1p(2 * value / (1 - value));
  }

  private static TidewaterException outOfRange() {
    return new TidewaterException(ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "input is out of range");
  }

  private static void one(Declarations d, String name, String description, DoubleUnaryOperator f) {
    d.function(name, description).takes(FLOAT8).gives(FLOAT8).as(DoubleArithmetic.unary(f));
  }

  private static void numeric(
      Declarations d,
      String name,
      String description,
      java.util.function.UnaryOperator<Decimal> f) {
    d.function(name, description).takes(NUMERIC).gives(NUMERIC).as(ArithmeticFunctions.decimal(f));
  }

  private static void rounding(Declarations d) {
    numeric(d, "abs", "Absolute value", Decimal::abs);
    numeric(d, "ceil", "Nearest integer not below", Decimal::ceiling);
    numeric(d, "ceiling", "Nearest integer not below", Decimal::ceiling);
    numeric(d, "floor", "Nearest integer not above", Decimal::floor);
    numeric(d, "round", "Nearest integer, halves away from zero", v -> v.round(0));
    numeric(d, "trunc", "Cut towards zero", v -> v.truncate(0));
    numeric(d, "sign", "-1, 0 or 1", v -> v.isNaN() ? v : Decimal.of(v.signum()));
    one(d, "ceil", "Nearest integer not below", Math::ceil);
    one(d, "ceiling", "Nearest integer not below", Math::ceil);
    one(d, "floor", "Nearest integer not above", Math::floor);
    one(d, "round", "Nearest integer, halves to even", Math::rint);
    one(d, "trunc", "Cut towards zero", v -> v < 0 ? Math.ceil(v) : Math.floor(v));
    one(d, "sign", "-1, 0 or 1", v -> v > 0 ? 1 : v < 0 ? -1 : 0);
    d.function("round", "Rounds to so many digits behind the point, halves away from zero")
        .takes(NUMERIC, INT4)
        .gives(NUMERIC)
        .as(Rowwise.of((Decimal v, Integer digits) -> v.round(bounded(digits))));
    d.function("trunc", "Cuts to so many digits behind the point")
        .takes(NUMERIC, INT4)
        .gives(NUMERIC)
        .as(Rowwise.of((Decimal v, Integer digits) -> v.truncate(bounded(digits))));
    d.function("scale", "Digits behind the point")
        .takes(NUMERIC)
        .gives(INT4)
        .orNull()
        .as(Rowwise.of((Decimal v) -> v.isFinite() ? v.scale() : null));
    d.function("min_scale", "Least digits behind the point that hold the value")
        .takes(NUMERIC)
        .gives(INT4)
        .orNull()
        .as(Rowwise.of((Decimal v) -> v.isFinite() ? v.scale() - v.redundantScale() : null));
    numeric(d, "trim_scale", "Without zeros at the end", Decimal::stripTrailingZeros);
  }

  /** PostgreSQL's limits of the digits to round to. */
  private static int bounded(int digits) {
    return Math.max(-2000, Math.min(2000, digits));
  }

  private static void powers(Declarations d) {
    numeric(d, "sqrt", "Square root", DecimalMath::squareRoot);
    numeric(d, "exp", "e to the power", DecimalMath::exp);
    numeric(d, "ln", "Natural logarithm", DecimalMath::naturalLogarithm);
    numeric(d, "log", "Logarithm to base 10", v -> DecimalMath.logarithm(TEN, v));
    numeric(d, "log10", "Logarithm to base 10", v -> DecimalMath.logarithm(TEN, v));
    d.function("log", "Logarithm to a base")
        .takes(NUMERIC, NUMERIC)
        .gives(NUMERIC)
        .as(ArithmeticFunctions.decimals(DecimalMath::logarithm));
    for (String name : List.of("power", "pow")) {
      d.function(name, "A number to the power of another")
          .takes(NUMERIC, NUMERIC)
          .gives(NUMERIC)
          .as(ArithmeticFunctions.decimals(DecimalMath::power));
      d.function(name, "A number to the power of another")
          .takes(FLOAT8, FLOAT8)
          .gives(FLOAT8)
          .as(DoubleArithmetic.binary(MathFunctions::power));
    }
    d.function("mod", "Rest of the division")
        .takes(NUMERIC, NUMERIC)
        .gives(NUMERIC)
        .as(ArithmeticFunctions.decimals(Decimal::remainder));
    d.function("div", "Whole part of the quotient")
        .takes(NUMERIC, NUMERIC)
        .gives(NUMERIC)
        .as(ArithmeticFunctions.decimals(Decimal::divideInteger));
    one(d, "sqrt", "Square root", MathFunctions::squareRoot);
    one(d, "cbrt", "Cube root", Math::cbrt);
    one(d, "exp", "e to the power", MathFunctions::exp);
    one(d, "ln", "Natural logarithm", v -> Math.log(checkLogarithm(v)));
    one(d, "log", "Logarithm to base 10", v -> Math.log10(checkLogarithm(v)));
    one(d, "log10", "Logarithm to base 10", v -> Math.log10(checkLogarithm(v)));
  }

  static double squareRoot(double value) {
    if (value < 0) {
      throw ArithmeticFunctions.invalidPower("cannot take square root of a negative number");
    }
    return Math.sqrt(value);
  }

  private static double exp(double value) {
    double result = Math.exp(value);
    if (Double.isInfinite(result) && !Double.isInfinite(value)) {
      throw DoubleArithmetic.overflow();
    }
    if (result == 0 && !Double.isInfinite(value)) {
      throw DoubleArithmetic.underflow();
    }
    return result;
  }

  private static double checkLogarithm(double value) {
    if (value == 0) {
      throw new TidewaterException(
          ErrorCode.INVALID_ARGUMENT_FOR_LOGARITHM, "cannot take logarithm of zero");
    }
    if (value < 0) {
      throw new TidewaterException(
          ErrorCode.INVALID_ARGUMENT_FOR_LOGARITHM, "cannot take logarithm of a negative number");
    }
    return value;
  }

  static double power(double base, double exponent) {
    if (base == 0 && exponent < 0) {
      throw ArithmeticFunctions.invalidPower("zero raised to a negative power is undefined");
    }
    if (base < 0
        && !Double.isInfinite(base)
        && Math.floor(exponent) != exponent
        && !Double.isNaN(exponent)) {
      throw ArithmeticFunctions.invalidPower(
          "a negative number raised to a non-integer power yields a complex result");
    }
    if (base == 1) {
      return 1;
    }
    if (Double.isInfinite(exponent) && base == -1) {
      return 1;
    }
    double result = Math.pow(base, exponent);
    boolean finite = !Double.isInfinite(base) && !Double.isInfinite(exponent);
    if (finite && Double.isInfinite(result)) {
      throw DoubleArithmetic.overflow();
    }
    if (finite && result == 0 && base != 0) {
      throw DoubleArithmetic.underflow();
    }
    return result;
  }

  private static void trigonometry(Declarations d) {
    one(d, "sin", "Sine", v -> Math.sin(checkFinite(v)));
    one(d, "cos", "Cosine", v -> Math.cos(checkFinite(v)));
    one(d, "tan", "Tangent", v -> Math.tan(checkFinite(v)));
    one(d, "cot", "Cotangent", v -> 1 / Math.tan(checkFinite(v)));
    one(d, "asin", "Inverse sine", v -> Math.asin(checkUnit(v)));
    one(d, "acos", "Inverse cosine", v -> Math.acos(checkUnit(v)));
    one(d, "atan", "Inverse tangent", Math::atan);
    one(d, "sinh", "Hyperbolic sine", Math::sinh);
    one(d, "cosh", "Hyperbolic cosine", Math::cosh);
    one(d, "tanh", "Hyperbolic tangent", Math::tanh);
    one(d, "asinh", "Inverse hyperbolic sine", MathFunctions::asinh);
    one(d, "acosh", "Inverse hyperbolic cosine", MathFunctions::acosh);
    one(d, "atanh", "Inverse hyperbolic tangent", MathFunctions::atanh);
    one(d, "degrees", "Radians to degrees", v -> v * (180 / Math.PI));
    one(d, "radians", "Degrees to radians", v -> v * (Math.PI / 180));
    d.function("atan2", "Inverse tangent of a quotient")
        .takes(FLOAT8, FLOAT8)
        .gives(FLOAT8)
        .as(DoubleArithmetic.binary(Math::atan2));
    d.function("pi", "The ratio of a circle's circumference to its diameter")
        .gives(FLOAT8)
        .as(Rowwise.ofAll(args -> Math.PI));
  }

  private static TidewaterException inputOutOfRange() {
    return new TidewaterException(ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "input is out of range");
  }

  private static double checkFinite(double value) {
    if (Double.isInfinite(value)) {
      throw inputOutOfRange();
    }
    return value;
  }

  private static double checkUnit(double value) {
    if (value < -1 || value > 1) {
      throw inputOutOfRange();
    }
    return value;
  }

  private static void wholeNumbers(Declarations d) {
    d.function("gcd", "Greatest common divisor")
        .takes(INT4, INT4)
        .gives(INT4)
        .as(Rowwise.of((Integer a, Integer b) -> (int) range(gcd(a, b), INT4)));
    d.function("gcd", "Greatest common divisor")
        .takes(INT8, INT8)
        .gives(INT8)
        .as(Rowwise.of((Long a, Long b) -> range(gcd(a, b), INT8)));
    d.function("lcm", "Least common multiple")
        .takes(INT4, INT4)
        .gives(INT4)
        .as(Rowwise.of((Integer a, Integer b) -> (int) range(lcm(a, b), INT4)));
    d.function("lcm", "Least common multiple")
        .takes(INT8, INT8)
        .gives(INT8)
        .as(Rowwise.of((Long a, Long b) -> range(lcm(a, b), INT8)));
    d.function("factorial", "Product of all numbers up to this")
        .takes(INT8)
        .gives(NUMERIC)
        .as(Rowwise.of(MathFunctions::factorial));
    for (ScalarType type : List.of(NUMERIC, FLOAT8)) {
      d.function("width_bucket", "Number of the histogram bucket that a value falls into")
          .takes(type, type, type, INT4)
          .gives(INT4)
          .as(Rowwise.ofAll(WidthBucket::bucket));
    }
  }

  private static BigInteger gcd(long a, long b) {
    return BigInteger.valueOf(a).gcd(BigInteger.valueOf(b));
  }

  private static BigInteger lcm(long a, long b) {
    if (a == 0 || b == 0) {
      return BigInteger.ZERO;
    }
    return BigInteger.valueOf(a).divide(gcd(a, b)).multiply(BigInteger.valueOf(b)).abs();
  }

  private static long range(BigInteger value, ScalarType type) {
    if (value.bitLength() > 63 || value.longValue() > LongArithmetic.max(type)) {
      throw LongArithmetic.outOfRange(type);
    }
    return value.longValue();
  }

  private static Decimal factorial(Long n) {
    if (n < 0) {
      throw new TidewaterException(
          ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "factorial of a negative number is undefined");
    }
    if (n > MAX_FACTORIAL) {
      throw new TidewaterException(
          ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "value overflows numeric format");
    }
    BigInteger product = BigInteger.ONE;
    for (long i = 2; i <= n; i++) {
      product = product.multiply(BigInteger.valueOf(i));
    }
    return Decimal.of(product, 0);
  }
}
