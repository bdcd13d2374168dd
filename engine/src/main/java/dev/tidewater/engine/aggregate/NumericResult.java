package dev.tidewater.engine.aggregate;

import dev.tidewater.types.Decimal;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.TypeKind;
import dev.tidewater.types.row.Int128;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.Int128Vector;
import dev.tidewater.types.vector.LongVector;
import java.math.BigInteger;

/** Writes an exact sum, or what it makes as an average, as a value of the aggregate's type. */
final class NumericResult {
  /** What is made of a sum and the number of its summands. */
  enum Kind {
    SUM,
    AVERAGE
  }

  private final Kind kind;
  private final ScalarType type;

  NumericResult(Kind kind, ScalarType type) {
    this.kind = kind;
    this.type = type;
  }

  /** The sum is {@code unscaled / 10^scale}. */
  void write(BigInteger unscaled, int scale, long count, ColumnVector out, int row) {
    if (unscaled.bitLength() < Long.SIZE) {
      write(unscaled.longValue(), scale, count, out, row);
    } else if (type.kind() == TypeKind.NUMERIC) {
      write(Decimal.of(unscaled, scale), count, out, row);
    } else if (out instanceof Int128Vector wide && unscaled.bitLength() <= Long.SIZE) {
      writeWide(Int128.high(unscaled), Int128.low(unscaled), wide, row);
    } else {
      throw outOfRange();
    }
  }

  private static void writeWide(long high, long low, Int128Vector out, int row) {
    out.nulls[row] = false;
    out.high[row] = high;
    out.low[row] = low;
  }

  void write(long unscaled, int scale, long count, ColumnVector out, int row) {
    if (type.kind() == TypeKind.NUMERIC) {
      write(Decimal.of(unscaled, scale), count, out, row);
    } else if (out instanceof Int128Vector wide) {
      writeWide(unscaled >> 63, unscaled, wide, row);
    } else {
      out.nulls[row] = false;
      ((LongVector) out).values[row] = unscaled;
    }
  }

  void write(Decimal sum, long count, ColumnVector out, int row) {
    Decimal result =
        switch (kind) {
          case SUM -> sum;
          case AVERAGE -> sum.divide(Decimal.of(count));
        };
    out.nulls[row] = false;
    Values.writeDecimal(result, out, type, row);
  }

  private TidewaterException outOfRange() {
    return new TidewaterException(ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "{type} out of range")
        .with("type", type.kind().sqlName());
  }
}
