package dev.tidewater.engine.function;

import static dev.tidewater.types.ScalarType.FLOAT4;
import static dev.tidewater.types.ScalarType.FLOAT8;
import static dev.tidewater.types.ScalarType.INT2;
import static dev.tidewater.types.ScalarType.INT4;
import static dev.tidewater.types.ScalarType.INT8;
import static dev.tidewater.types.ScalarType.NUMERIC;

import dev.tidewater.engine.function.DoubleArithmetic.Operation;
import dev.tidewater.types.Decimal;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.vector.DecimalVector;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** Operators on numbers: {@code + - * / %}, signs, powers, roots, bits. */
final class ArithmeticFunctions {
  private static final List<ScalarType> INTEGERS = List.of(INT2, INT4, INT8);
  private static final List<ScalarType> FLOATS = List.of(FLOAT4, FLOAT8);

  private ArithmeticFunctions() {}

  static void declare(Declarations d) {
    for (ScalarType left : INTEGERS) {
      for (ScalarType right : INTEGERS) {
        integers(d, left, right);
      }
      integersAlone(d, left);
    }
    for (ScalarType left : FLOATS) {
      for (ScalarType right : FLOATS) {
        floats(d, left, right);
      }
      prefix(d, "-", "Negates", left, DoubleArithmetic.unary(v -> -v));
      prefix(d, "+", "Same number", left, DoubleArithmetic.unary(v -> v));
      prefix(d, "@", "Absolute value", left, DoubleArithmetic.unary(Math::abs));
    }
    numerics(d);
    infix(d, "^", "Power", FLOAT8, FLOAT8, FLOAT8, DoubleArithmetic.binary(MathFunctions::power));
    prefix(d, "|/", "Square root", FLOAT8, DoubleArithmetic.unary(MathFunctions::squareRoot));
    prefix(d, "||/", "Cube root", FLOAT8, DoubleArithmetic.unary(Math::cbrt));
  }

  private static void infix(
      Declarations d,
      String symbol,
      String description,
      ScalarType left,
      ScalarType right,
      ScalarType result,
      Implementation implementation) {
    d.operator(symbol, description).takes(left, right).gives(result).as(implementation);
  }

  private static void prefix(
      Declarations d,
      String symbol,
      String description,
      ScalarType type,
      Implementation implementation) {
    d.operator(symbol, description).takes(type).gives(type).as(implementation);
  }

  /** The wider of two types that are listed from narrow to wide. */
  private static ScalarType wider(List<ScalarType> types, ScalarType a, ScalarType b) {
    return types.get(Math.max(types.indexOf(a), types.indexOf(b)));
  }

  private static void integers(Declarations d, ScalarType left, ScalarType right) {
    ScalarType type = wider(INTEGERS, left, right);
    infix(d, "+", "Adds", left, right, type, LongArithmetic.add(type));
    infix(d, "-", "Subtracts", left, right, type, LongArithmetic.subtract(type));
    infix(d, "*", "Multiplies", left, right, type, LongArithmetic.multiply(type));
    infix(d, "/", "Divides, cut towards zero", left, right, type, LongArithmetic.divide(type));
    if (left.equals(right)) {
      infix(d, "%", "Rest of the division", left, right, type, LongArithmetic.remainder());
      d.function("mod", "Rest of the division")
          .takes(left, right)
          .gives(type)
          .as(LongArithmetic.remainder());
    }
  }

  private static void integersAlone(Declarations d, ScalarType type) {
    prefix(d, "-", "Negates", type, LongArithmetic.negate(type));
    prefix(d, "+", "Same number", type, LongArithmetic.same());
    prefix(d, "@", "Absolute value", type, LongArithmetic.abs(type));
    prefix(d, "~", "Inverts the bits", type, LongArithmetic.unary(v -> ~v));
    infix(d, "&", "Bitwise and", type, type, type, LongArithmetic.binary((a, b) -> a & b));
    infix(d, "|", "Bitwise or", type, type, type, LongArithmetic.binary((a, b) -> a | b));
    infix(d, "#", "Bitwise exclusive or", type, type, type, LongArithmetic.binary((a, b) -> a ^ b));
    infix(
        d,
        "<<",
        "Shifts left",
        type,
        INT4,
        type,
        LongArithmetic.binary((a, b) -> shiftLeft(type, a, b)));
    infix(
        d,
        ">>",
        "Shifts right",
        type,
        INT4,
        type,
        LongArithmetic.binary((a, b) -> shiftRight(type, a, b)));
  }

  /** As the hardware that PostgreSQL runs on: the distance counts modulo the word's width. */
  private static long shiftLeft(ScalarType type, long value, long distance) {
    if (type.equals(INT8)) {
      return value << distance;
    }
    int shifted = (int) value << (int) distance;
    return type.equals(INT2) ? (short) shifted : shifted;
  }

  private static long shiftRight(ScalarType type, long value, long distance) {
    return type.equals(INT8) ? value >> distance : (int) value >> (int) distance;
  }

  private static void floats(Declarations d, ScalarType left, ScalarType right) {
    ScalarType type = wider(FLOATS, left, right);
    infix(d, "+", "Adds", left, right, type, DoubleArithmetic.operation(Operation.ADD, type));
    infix(
        d,
        "-",
        "Subtracts",
        left,
        right,
        type,
        DoubleArithmetic.operation(Operation.SUBTRACT, type));
    infix(
        d,
        "*",
        "Multiplies",
        left,
        right,
        type,
        DoubleArithmetic.operation(Operation.MULTIPLY, type));
    infix(d, "/", "Divides", left, right, type, DoubleArithmetic.operation(Operation.DIVIDE, type));
  }

  private static void numerics(Declarations d) {
    infix(d, "+", "Adds", NUMERIC, NUMERIC, NUMERIC, decimals(Decimal::add));
    infix(d, "-", "Subtracts", NUMERIC, NUMERIC, NUMERIC, decimals(Decimal::subtract));
    infix(d, "*", "Multiplies", NUMERIC, NUMERIC, NUMERIC, decimals(Decimal::multiply));
    infix(d, "/", "Divides", NUMERIC, NUMERIC, NUMERIC, decimals(Decimal::divide));
    infix(d, "%", "Rest of the division", NUMERIC, NUMERIC, NUMERIC, decimals(Decimal::remainder));
    infix(d, "^", "Power", NUMERIC, NUMERIC, NUMERIC, decimals(DecimalMath::power));
    prefix(d, "-", "Negates", NUMERIC, decimal(Decimal::negate));
    prefix(d, "+", "Same number", NUMERIC, decimal(v -> v));
    prefix(d, "@", "Absolute value", NUMERIC, decimal(Decimal::abs));
  }

  static Implementation decimal(UnaryOperator<Decimal> operator) {
    return call ->
        (selection, args, out, errors) -> {
          Decimal[] a = ((DecimalVector) args[0]).values;
          Decimal[] result = ((DecimalVector) out).values;
          for (int i = 0; i < selection.count(); i++) {
            int row = selection.row(i);
            if (!out.isNull(row)) {
              try {
                result[row] = operator.apply(a[row]);
              } catch (TidewaterException e) {
                out.setNull(row);
                errors.record(row, e);
              }
            }
          }
        };
  }

  static Implementation decimals(BinaryOperator<Decimal> operator) {
    return call ->
        (selection, args, out, errors) -> {
          Decimal[] a = ((DecimalVector) args[0]).values;
          Decimal[] b = ((DecimalVector) args[1]).values;
          Decimal[] result = ((DecimalVector) out).values;
          for (int i = 0; i < selection.count(); i++) {
            int row = selection.row(i);
            if (!out.isNull(row)) {
              try {
                result[row] = operator.apply(a[row], b[row]);
              } catch (TidewaterException e) {
                out.setNull(row);
                errors.record(row, e);
              }
            }
          }
        };
  }

  static TidewaterException invalidPower(String summary) {
    return new TidewaterException(ErrorCode.INVALID_ARGUMENT_FOR_POWER_FUNCTION, summary);
  }
}
