package dev.tidewater.engine.function;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.TypeKind;
import dev.tidewater.types.vector.DoubleVector;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Floating-point arithmetic with PostgreSQL's checks: a result that is infinite though no operand
 * is overflows; one that is zero though no operand is underflows. Reals are rounded after each
 * operation.
 */
final class DoubleArithmetic {
  private DoubleArithmetic() {}

  /** The operations that have loops of their own. */
  enum Operation {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE
  }

  static TidewaterException overflow() {
    return new TidewaterException(
        ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: overflow");
  }

  static TidewaterException underflow() {
    return new TidewaterException(
        ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: underflow");
  }

  static double round(double value, boolean real) {
    return real ? (float) value : value;
  }

  static boolean isReal(ScalarType type) {
    return type.kind() == TypeKind.FLOAT4;
  }

  static Implementation operation(Operation operation, ScalarType type) {
    boolean real = isReal(type);
    return call ->
        (selection, args, out, errors) -> {
          double[] a = ((DoubleVector) args[0]).values;
          double[] b = ((DoubleVector) args[1]).values;
          double[] result = ((DoubleVector) out).values;
          int limit = selection.limit();
          switch (operation) {
            case ADD -> {
              for (int i = 0; i < limit; i++) {
                result[i] = a[i] + b[i];
              }
            }
            case SUBTRACT -> {
              for (int i = 0; i < limit; i++) {
                result[i] = a[i] - b[i];
              }
            }
            case MULTIPLY -> {
              for (int i = 0; i < limit; i++) {
                result[i] = a[i] * b[i];
              }
            }
            case DIVIDE -> {
              for (int i = 0; i < limit; i++) {
                result[i] = a[i] / b[i];
              }
            }
          }
          if (real) {
            for (int i = 0; i < limit; i++) {
              result[i] = (float) result[i];
            }
          }
          if (isSuspicious(result, limit) || operation == Operation.DIVIDE) {
            check(operation, selection, a, b, (DoubleVector) out, errors);
          }
        };
  }

  /** Whether a result is zero or not finite, which most are not. */
  private static boolean isSuspicious(double[] values, int limit) {
    boolean suspicious = false;
    for (int i = 0; i < limit; i++) {
      suspicious |= values[i] == 0 || !(Math.abs(values[i]) <= Double.MAX_VALUE);
    }
    return suspicious;
  }

  private static void check(
      Operation operation,
      Selection selection,
      double[] a,
      double[] b,
      DoubleVector out,
      RowErrors errors) {
    for (int i = 0; i < selection.count(); i++) {
      int row = selection.row(i);
      if (!out.isNull(row)) {
        TidewaterException error = failure(operation, a[row], b[row], out.values[row]);
        if (error != null) {
          out.setNull(row);
          errors.record(row, error);
        }
      }
    }
  }

  private static @org.jspecify.annotations.Nullable TidewaterException failure(
      Operation operation, double a, double b, double result) {
    if (operation == Operation.DIVIDE && b == 0 && !Double.isNaN(a)) {
      return LongArithmetic.divisionByZero();
    }
    if (Double.isInfinite(result) && !Double.isInfinite(a) && !Double.isInfinite(b)) {
      return overflow();
    }
    boolean zeroByRounding =
        switch (operation) {
          case ADD, SUBTRACT -> false;
          case MULTIPLY -> result == 0 && a != 0 && b != 0;
          case DIVIDE -> result == 0 && a != 0 && !Double.isInfinite(b);
        };
    return zeroByRounding ? underflow() : null;
  }

  /** A function of one number; exceptions it throws become errors of the row. */
  static Implementation unary(DoubleUnaryOperator operator) {
    return call -> {
      boolean real = isReal(call.scalarResult());
      return (selection, args, out, errors) -> {
        double[] a = ((DoubleVector) args[0]).values;
        double[] result = ((DoubleVector) out).values;
        for (int i = 0; i < selection.count(); i++) {
          int row = selection.row(i);
          if (!out.isNull(row)) {
            try {
              result[row] = round(operator.applyAsDouble(a[row]), real);
            } catch (TidewaterException e) {
              out.setNull(row);
              errors.record(row, e);
            }
          }
        }
      };
    };
  }

  /** A function of two numbers; exceptions it throws become errors of the row. */
  static Implementation binary(DoubleBinaryOperator operator) {
    return call ->
        (selection, args, out, errors) -> {
          double[] a = ((DoubleVector) args[0]).values;
          double[] b = ((DoubleVector) args[1]).values;
          double[] result = ((DoubleVector) out).values;
          for (int i = 0; i < selection.count(); i++) {
            int row = selection.row(i);
            if (!out.isNull(row)) {
              try {
                result[row] = operator.applyAsDouble(a[row], b[row]);
              } catch (TidewaterException e) {
                out.setNull(row);
                errors.record(row, e);
              }
            }
          }
        };
  }
}
