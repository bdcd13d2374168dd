package dev.tidewater.engine.function;

import static dev.tidewater.types.ScalarType.BOOLEAN;

import dev.tidewater.engine.function.Comparators.VectorComparator;
import dev.tidewater.types.ArrayType;
import dev.tidewater.types.DateTimes;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.TypeKind;
import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;
import java.util.Arrays;
import java.util.List;

/** {@code = <> < <= > >=} for all types. */
final class ComparisonFunctions {
  private static final List<ScalarType> INTEGERS =
      List.of(ScalarType.INT2, ScalarType.INT4, ScalarType.INT8);
  private static final List<ScalarType> FLOATS = List.of(ScalarType.FLOAT4, ScalarType.FLOAT8);

  /** Types that compare with themselves only. */
  private static final List<ScalarType> OTHERS =
      List.of(
          ScalarType.BOOLEAN,
          ScalarType.NUMERIC,
          ScalarType.TEXT,
          ScalarType.BPCHAR,
          ScalarType.NAME,
          ScalarType.CHAR,
          ScalarType.BYTEA,
          ScalarType.DATE,
          ScalarType.TIME,
          ScalarType.TIMESTAMP,
          ScalarType.TIMESTAMPTZ,
          ScalarType.INTERVAL,
          ScalarType.UUID,
          ScalarType.JSONB,
          ScalarType.OID,
          ScalarType.of(TypeKind.UINT2),
          ScalarType.of(TypeKind.UINT4),
          ScalarType.of(TypeKind.UINT8),
          ScalarType.MZ_TIMESTAMP);

  private ComparisonFunctions() {}

  static void declare(Declarations d) {
    for (Comparison comparison : Comparison.values()) {
      for (ScalarType left : INTEGERS) {
        INTEGERS.forEach(right -> declare(d, comparison, left, right, longs(comparison)));
      }
      for (ScalarType left : FLOATS) {
        FLOATS.forEach(right -> declare(d, comparison, left, right, general(comparison)));
      }
      for (ScalarType type : OTHERS) {
        declare(d, comparison, type, type, of(comparison, type));
      }
      declare(d, comparison, ScalarType.NAME, ScalarType.TEXT, bytes(comparison));
      declare(d, comparison, ScalarType.TEXT, ScalarType.NAME, bytes(comparison));
      declareMixedDates(d, comparison);
      d.operator(comparison.symbol, comparison.description)
          .takes(ParameterType.Polymorphic.ARRAY, ParameterType.Polymorphic.ARRAY)
          .gives(BOOLEAN)
          .as(general(comparison));
    }
  }

  private static void declare(
      Declarations d,
      Comparison comparison,
      ScalarType left,
      ScalarType right,
      Implementation implementation) {
    d.operator(comparison.symbol, comparison.description)
        .takes(left, right)
        .gives(BOOLEAN)
        .as(implementation);
  }

  private static void declareMixedDates(Declarations d, Comparison comparison) {
    declareMixed(d, comparison, ScalarType.DATE, ScalarType.TIMESTAMP);
    declareMixed(d, comparison, ScalarType.DATE, ScalarType.TIMESTAMPTZ);
    declareMixed(d, comparison, ScalarType.TIMESTAMP, ScalarType.TIMESTAMPTZ);
  }

  private static void declareMixed(
      Declarations d, Comparison comparison, ScalarType left, ScalarType right) {
    for (List<ScalarType> pair : List.of(List.of(left, right), List.of(right, left))) {
      d.operator(comparison.symbol, comparison.description)
          .takes(pair.get(0), pair.get(1))
          .gives(BOOLEAN)
          .stable()
          .as(
              Rowwise.bound(
                  call -> {
                    DateTimeArithmetic dates = new DateTimeArithmetic(call.session().timeZone());
                    return args ->
                        comparison.holds(
                                Long.compare(
                                    dates.comparable(Rowwise.present(args[0]), pair.get(0), right),
                                    dates.comparable(Rowwise.present(args[1]), pair.get(1), right)))
                            == 1;
                  }));
    }
  }

  private static Implementation of(Comparison comparison, ScalarType type) {
    return switch (type.physical()) {
      case INT8, INT16, INT32, INT64 -> longs(comparison);
      case BYTES ->
          type.kind() == TypeKind.JSONB || type.kind() == TypeKind.BPCHAR
              ? general(comparison)
              : bytes(comparison);
      default -> general(comparison);
    };
  }

  static Implementation longs(Comparison comparison) {
    return call -> (selection, args, out, errors) -> compareLongs(comparison, selection, args, out);
  }

  static void compareLongs(
      Comparison comparison, Selection selection, ColumnVector[] args, ColumnVector out) {
    long[] a = ((LongVector) args[0]).values;
    long[] b = ((LongVector) args[1]).values;
    long[] result = ((LongVector) out).values;
    int limit = selection.limit();
    switch (comparison) {
      case EQUAL -> {
        for (int i = 0; i < limit; i++) {
          result[i] = a[i] == b[i] ? 1 : 0;
        }
      }
      case NOT_EQUAL -> {
        for (int i = 0; i < limit; i++) {
          result[i] = a[i] != b[i] ? 1 : 0;
        }
      }
      case LESS -> {
        for (int i = 0; i < limit; i++) {
          result[i] = a[i] < b[i] ? 1 : 0;
        }
      }
      case LESS_OR_EQUAL -> {
        for (int i = 0; i < limit; i++) {
          result[i] = a[i] <= b[i] ? 1 : 0;
        }
      }
      case GREATER -> {
        for (int i = 0; i < limit; i++) {
          result[i] = a[i] > b[i] ? 1 : 0;
        }
      }
      case GREATER_OR_EQUAL -> {
        for (int i = 0; i < limit; i++) {
          result[i] = a[i] >= b[i] ? 1 : 0;
        }
      }
    }
  }

  /** Byte strings; equality looks at the length first. */
  private static Implementation bytes(Comparison comparison) {
    boolean equality = comparison == Comparison.EQUAL || comparison == Comparison.NOT_EQUAL;
    if (!equality) {
      return general(comparison);
    }
    int whenEqual = comparison.holds(0);
    return call ->
        (selection, args, out, errors) -> {
          BytesVector a = (BytesVector) args[0];
          BytesVector b = (BytesVector) args[1];
          long[] result = ((LongVector) out).values;
          for (int i = 0; i < selection.count(); i++) {
            int row = selection.row(i);
            if (!out.isNull(row)) {
              int aStart = a.offsets[row];
              int bStart = b.offsets[row];
              int length = a.lengths[row];
              boolean equal =
                  length == b.lengths[row]
                      && Arrays.equals(
                          a.data, aStart, aStart + length, b.data, bStart, bStart + length);
              result[row] = equal ? whenEqual : 1 - whenEqual;
            }
          }
        };
  }

  static Implementation general(Comparison comparison) {
    return call -> {
      if (FixedDecimals.handles(call)) {
        return (selection, args, out, errors) -> compareLongs(comparison, selection, args, out);
      }
      requireOneEncoding(call.argumentType(0), call.argumentType(1));
      VectorComparator comparator = Comparators.of(call.argumentType(0));
      return (selection, args, out, errors) -> {
        long[] result = ((LongVector) out).values;
        for (int i = 0; i < selection.count(); i++) {
          int row = selection.row(i);
          if (!out.isNull(row)) {
            result[row] = comparison.holds(comparator.compare(args[0], row, args[1], row));
          }
        }
      };
    };
  }

  /** Arrays are compared as bytes, which numerics of different precision encode differently. */
  private static void requireOneEncoding(SqlType left, SqlType right) {
    if (left instanceof ArrayType a
        && right instanceof ArrayType b
        && (a.element().isFixedDecimal() || b.element().isFixedDecimal())
        && !a.equals(b)) {
      throw new TidewaterException(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "comparing arrays of numerics of different precision is not supported");
    }
  }

  /** Days as the timestamp of their midnight, infinities kept. */
  static long dateToTimestamp(long days) {
    if (days == DateTimes.DATE_INFINITY) {
      return DateTimes.TIMESTAMP_INFINITY;
    }
    if (days == DateTimes.DATE_NEGATIVE_INFINITY) {
      return DateTimes.TIMESTAMP_NEGATIVE_INFINITY;
    }
    return DateTimes.timestamp(days, 0);
  }
}
