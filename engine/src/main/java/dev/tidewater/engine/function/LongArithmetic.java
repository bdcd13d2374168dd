package dev.tidewater.engine.function;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;

/**
 * Integer arithmetic in straight loops over all rows up to the selection's end; only if one of them
 * fell out of range are the selected ones looked at again, to say which.
 */
final class LongArithmetic {
  private LongArithmetic() {}

  /** Tells the operands that fail; asked only after a loop met some. */
  @FunctionalInterface
  private interface Check {
    boolean fails(long a, long b);
  }

  static long min(ScalarType type) {
    return switch (type.kind()) {
      case INT2 -> Short.MIN_VALUE;
      case INT4 -> Integer.MIN_VALUE;
      default -> Long.MIN_VALUE;
    };
  }

  static long max(ScalarType type) {
    return switch (type.kind()) {
      case INT2 -> Short.MAX_VALUE;
      case INT4 -> Integer.MAX_VALUE;
      default -> Long.MAX_VALUE;
    };
  }

  static TidewaterException outOfRange(ScalarType type) {
    return new TidewaterException(ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "{type} out of range")
        .with("type", type.kind().sqlName());
  }

  static TidewaterException divisionByZero() {
    return new TidewaterException(ErrorCode.DIVISION_BY_ZERO, "division by zero");
  }

  private static void record(
      Selection selection,
      ColumnVector[] args,
      ColumnVector out,
      RowErrors errors,
      Check check,
      TidewaterException error) {
    long[] a = ((LongVector) args[0]).values;
    long[] b = ((LongVector) args[args.length - 1]).values;
    for (int i = 0; i < selection.count(); i++) {
      int row = selection.row(i);
      if (!out.isNull(row) && check.fails(a[row], b[row])) {
        out.setNull(row);
        errors.record(row, error);
      }
    }
  }

  /** Whether a value among the first is not of a type narrower than eight bytes. */
  private static boolean exceeds(long[] values, int limit, ScalarType type) {
    long min = min(type);
    long max = max(type);
    if (min == Long.MIN_VALUE) {
      return false;
    }
    long outside = 0;
    for (int i = 0; i < limit; i++) {
      outside |= (values[i] - min) | (max - values[i]);
    }
    return outside < 0;
  }

  private static boolean exceeds(long value, ScalarType type) {
    return value < min(type) || value > max(type);
  }

  static Implementation add(ScalarType type) {
    Check check =
        (a, b) -> {
          long sum = a + b;
          return ((a ^ sum) & (b ^ sum)) < 0 || exceeds(sum, type);
        };
    return call ->
        (selection, args, out, errors) -> {
          long[] a = ((LongVector) args[0]).values;
          long[] b = ((LongVector) args[1]).values;
          long[] result = ((LongVector) out).values;
          int limit = selection.limit();
          long overflow = 0;
          for (int i = 0; i < limit; i++) {
            long sum = a[i] + b[i];
            overflow |= (a[i] ^ sum) & (b[i] ^ sum);
            result[i] = sum;
          }
          if (overflow < 0 || exceeds(result, limit, type)) {
            record(selection, args, out, errors, check, outOfRange(type));
          }
        };
  }

  static Implementation subtract(ScalarType type) {
    Check check =
        (a, b) -> {
          long difference = a - b;
          return ((a ^ b) & (a ^ difference)) < 0 || exceeds(difference, type);
        };
    return call ->
        (selection, args, out, errors) -> {
          long[] a = ((LongVector) args[0]).values;
          long[] b = ((LongVector) args[1]).values;
          long[] result = ((LongVector) out).values;
          int limit = selection.limit();
          long overflow = 0;
          for (int i = 0; i < limit; i++) {
            long difference = a[i] - b[i];
            overflow |= (a[i] ^ b[i]) & (a[i] ^ difference);
            result[i] = difference;
          }
          if (overflow < 0 || exceeds(result, limit, type)) {
            record(selection, args, out, errors, check, outOfRange(type));
          }
        };
  }

  static Implementation multiply(ScalarType type) {
    Check check =
        (a, b) -> {
          long product = a * b;
          return Math.multiplyHigh(a, b) != product >> 63 || exceeds(product, type);
        };
    return call ->
        (selection, args, out, errors) -> {
          long[] a = ((LongVector) args[0]).values;
          long[] b = ((LongVector) args[1]).values;
          long[] result = ((LongVector) out).values;
          int limit = selection.limit();
          long overflow = 0;
          for (int i = 0; i < limit; i++) {
            long product = a[i] * b[i];
            overflow |= Math.multiplyHigh(a[i], b[i]) ^ (product >> 63);
            result[i] = product;
          }
          if (overflow != 0 || exceeds(result, limit, type)) {
            record(selection, args, out, errors, check, outOfRange(type));
          }
        };
  }

  static Implementation divide(ScalarType type) {
    return call ->
        (selection, args, out, errors) -> {
          long[] a = ((LongVector) args[0]).values;
          long[] b = ((LongVector) args[1]).values;
          long[] result = ((LongVector) out).values;
          int limit = selection.limit();
          boolean zero = false;
          for (int i = 0; i < limit; i++) {
            long divisor = b[i];
            zero |= divisor == 0;
            result[i] = a[i] / (divisor == 0 ? 1 : divisor);
          }
          if (zero) {
            record(selection, args, out, errors, (x, y) -> y == 0, divisionByZero());
          }
          // Only the smallest number divided by -1 falls out of range.
          long min = min(type);
          boolean overflow = false;
          for (int i = 0; i < limit; i++) {
            overflow |= b[i] == -1 && a[i] == min;
          }
          if (overflow) {
            Check check = (x, y) -> y == -1 && x == min;
            record(selection, args, out, errors, check, outOfRange(type));
          }
        };
  }

  static Implementation remainder() {
    return call ->
        (selection, args, out, errors) -> {
          long[] a = ((LongVector) args[0]).values;
          long[] b = ((LongVector) args[1]).values;
          long[] result = ((LongVector) out).values;
          int limit = selection.limit();
          boolean zero = false;
          for (int i = 0; i < limit; i++) {
            long divisor = b[i];
            zero |= divisor == 0;
            result[i] = a[i] % (divisor == 0 ? 1 : divisor);
          }
          if (zero) {
            record(selection, args, out, errors, (x, y) -> y == 0, divisionByZero());
          }
        };
  }

  static Implementation negate(ScalarType type) {
    long min = min(type);
    return call ->
        (selection, args, out, errors) -> {
          long[] a = ((LongVector) args[0]).values;
          long[] result = ((LongVector) out).values;
          int limit = selection.limit();
          boolean overflow = false;
          for (int i = 0; i < limit; i++) {
            overflow |= a[i] == min;
            result[i] = -a[i];
          }
          if (overflow) {
            record(selection, args, out, errors, (x, y) -> x == min, outOfRange(type));
          }
        };
  }

  static Implementation abs(ScalarType type) {
    long min = min(type);
    return call ->
        (selection, args, out, errors) -> {
          long[] a = ((LongVector) args[0]).values;
          long[] result = ((LongVector) out).values;
          int limit = selection.limit();
          boolean overflow = false;
          for (int i = 0; i < limit; i++) {
            overflow |= a[i] == min;
            result[i] = Math.abs(a[i]);
          }
          if (overflow) {
            record(selection, args, out, errors, (x, y) -> x == min, outOfRange(type));
          }
        };
  }

  /** Passes integers on to a narrower type. */
  static Implementation narrow(ScalarType type) {
    return call ->
        (selection, args, out, errors) -> {
          long[] a = ((LongVector) args[0]).values;
          int limit = selection.limit();
          System.arraycopy(a, 0, ((LongVector) out).values, 0, limit);
          if (exceeds(a, limit, type)) {
            record(selection, args, out, errors, (x, y) -> exceeds(x, type), outOfRange(type));
          }
        };
  }

  /** Passes values on that are held alike. */
  static Implementation same() {
    return call ->
        (selection, args, out, errors) ->
            System.arraycopy(
                ((LongVector) args[0]).values, 0, ((LongVector) out).values, 0, selection.limit());
  }

  /** A function of a number that can't fail. */
  static Implementation unary(java.util.function.LongUnaryOperator operator) {
    return call ->
        (selection, args, out, errors) -> {
          long[] a = ((LongVector) args[0]).values;
          long[] result = ((LongVector) out).values;
          for (int i = 0; i < selection.count(); i++) {
            int row = selection.row(i);
            result[row] = operator.applyAsLong(a[row]);
          }
        };
  }

  /** A function of two numbers that can't fail. */
  static Implementation binary(java.util.function.LongBinaryOperator operator) {
    return call ->
        (selection, args, out, errors) -> {
          long[] a = ((LongVector) args[0]).values;
          long[] b = ((LongVector) args[1]).values;
          long[] result = ((LongVector) out).values;
          for (int i = 0; i < selection.count(); i++) {
            int row = selection.row(i);
            result[row] = operator.applyAsLong(a[row], b[row]);
          }
        };
  }
}
