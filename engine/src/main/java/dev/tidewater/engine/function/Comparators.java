package dev.tidewater.engine.function;

import dev.tidewater.types.ArrayType;
import dev.tidewater.types.Decimal;
import dev.tidewater.types.Interval;
import dev.tidewater.types.RecordType;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TypeKind;
import dev.tidewater.types.row.ArrayFormat;
import dev.tidewater.types.row.Int128;
import dev.tidewater.types.row.JsonbFormat;
import dev.tidewater.types.row.RecordFormat;
import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.DecimalVector;
import dev.tidewater.types.vector.DoubleVector;
import dev.tidewater.types.vector.Int128Vector;
import dev.tidewater.types.vector.IntervalVector;
import dev.tidewater.types.vector.LongVector;
import java.util.Arrays;

/** SQL's order of two values in vectors. */
public final class Comparators {
  private Comparators() {}

  /** Compares values that are not NULL. */
  @FunctionalInterface
  public interface VectorComparator {
    int compare(ColumnVector a, int aRow, ColumnVector b, int bRow);
  }

  /** The order of a type's values; both vectors hold this type, modifiers included. */
  public static VectorComparator of(SqlType type) {
    if (type instanceof ArrayType) {
      return Comparators::compareArrays;
    }
    if (type instanceof RecordType) {
      return Comparators::compareRecords;
    }
    return switch (type.physical()) {
      case INT8, INT16, INT32, INT64 -> Comparators::compareLongs;
      case FLOAT32, FLOAT64 -> Comparators::compareDoubles;
      case INT128 ->
          type.is(TypeKind.UUID) ? Comparators::compareUuids : Comparators::compareInt128;
      case DECIMAL -> Comparators::compareDecimals;
      case INTERVAL -> Comparators::compareIntervals;
      case BYTES -> ofBytes(((ScalarType) type).kind());
    };
  }

  private static VectorComparator ofBytes(TypeKind kind) {
    return switch (kind) {
      case BPCHAR -> Comparators::compareBlankPadded;
      case JSONB -> Comparators::compareJsonb;
      default -> Comparators::compareBytes;
    };
  }

  private static int compareLongs(ColumnVector a, int aRow, ColumnVector b, int bRow) {
    return Long.compare(((LongVector) a).values[aRow], ((LongVector) b).values[bRow]);
  }

  private static int compareDoubles(ColumnVector a, int aRow, ColumnVector b, int bRow) {
    return compareDoubles(((DoubleVector) a).values[aRow], ((DoubleVector) b).values[bRow]);
  }

  /** NaN is equal to itself and above all; -0.0 equals 0.0. */
  static int compareDoubles(double a, double b) {
    if (a < b) {
      return -1;
    }
    if (a > b) {
      return 1;
    }
    return a == b ? 0 : Boolean.compare(Double.isNaN(a), Double.isNaN(b));
  }

  private static int compareInt128(ColumnVector a, int aRow, ColumnVector b, int bRow) {
    Int128Vector left = (Int128Vector) a;
    Int128Vector right = (Int128Vector) b;
    return Int128.compare(left.high[aRow], left.low[aRow], right.high[bRow], right.low[bRow]);
  }

  private static int compareUuids(ColumnVector a, int aRow, ColumnVector b, int bRow) {
    Int128Vector left = (Int128Vector) a;
    Int128Vector right = (Int128Vector) b;
    int byHigh = Long.compareUnsigned(left.high[aRow], right.high[bRow]);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(left.low[aRow], right.low[bRow]);
  }

  private static int compareDecimals(ColumnVector a, int aRow, ColumnVector b, int bRow) {
    Decimal left = ((DecimalVector) a).values[aRow];
    return left.compareTo(((DecimalVector) b).values[bRow]);
  }

  private static int compareIntervals(ColumnVector a, int aRow, ColumnVector b, int bRow) {
    return interval(a, aRow).compareTo(interval(b, bRow));
  }

  private static Interval interval(ColumnVector vector, int row) {
    IntervalVector values = (IntervalVector) vector;
    return new Interval(values.months[row], values.days[row], values.micros[row]);
  }

  private static int compareBytes(ColumnVector a, int aRow, ColumnVector b, int bRow) {
    BytesVector left = (BytesVector) a;
    BytesVector right = (BytesVector) b;
    return Arrays.compareUnsigned(
        left.data,
        left.offsets[aRow],
        left.offsets[aRow] + left.lengths[aRow],
        right.data,
        right.offsets[bRow],
        right.offsets[bRow] + right.lengths[bRow]);
  }

  private static int compareBlankPadded(ColumnVector a, int aRow, ColumnVector b, int bRow) {
    BytesVector left = (BytesVector) a;
    BytesVector right = (BytesVector) b;
    return Arrays.compareUnsigned(
        left.data,
        left.offsets[aRow],
        endWithoutBlanks(left, aRow),
        right.data,
        right.offsets[bRow],
        endWithoutBlanks(right, bRow));
  }

  /** Where a text ends if blanks at its end don't count. */
  static int endWithoutBlanks(BytesVector vector, int row) {
    int start = vector.offsets[row];
    int end = start + vector.lengths[row];
    while (end > start && vector.data[end - 1] == ' ') {
      end--;
    }
    return end;
  }

  private static int compareJsonb(ColumnVector a, int aRow, ColumnVector b, int bRow) {
    return JsonbFormat.compare((BytesVector) a, aRow, (BytesVector) b, bRow);
  }

  private static int compareRecords(ColumnVector a, int aRow, ColumnVector b, int bRow) {
    return RecordFormat.compare((BytesVector) a, aRow, (BytesVector) b, bRow);
  }

  private static int compareArrays(ColumnVector a, int aRow, ColumnVector b, int bRow) {
    return ArrayFormat.compare((BytesVector) a, aRow, (BytesVector) b, bRow);
  }
}
