package dev.tidewater.sink.iceberg.write;

import dev.tidewater.types.Decimal;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.row.Int128;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.Int128Vector;
import dev.tidewater.types.vector.LongVector;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;

/**
 * Writers of decimals, which Parquet holds as big-endian two's complement in as many bytes as the
 * precision needs: 16 for 38 digits, 9 for 20. Nothing is rounded; what does not fit is refused.
 */
final class DecimalWriters {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int MAX_BYTES = 16;

  private DecimalWriters() {}

  /** Whether a vector may hold the value that stands for NaN. */
  enum NaN {
    NONE,
    REFUSED
  }

  /** A decimal as sixteen bytes, of which the last are written. */
  private abstract static class FixedBytes extends ValueWriter {
    private final byte[] bytes = new byte[MAX_BYTES];
    private final Binary value;

    FixedBytes(String column, ColumnDescriptor descriptor) {
      super(column, descriptor);
      int length = descriptor.getPrimitiveType().getTypeLength();
      // One object for all rows: Parquet copies what it keeps of a reused array.
      this.value = Binary.fromReusedByteArray(bytes, MAX_BYTES - length, length);
    }

    final void put(long high, long low, int repetition, int definition) {
      LONG.set(bytes, 0, high);
      LONG.set(bytes, Long.BYTES, low);
      out().write(value, repetition, definition);
    }
  }

  /** From scaled integers of eight bytes. */
  static final class Narrow extends FixedBytes {
    private final boolean refuseNaN;

    Narrow(String column, ColumnDescriptor descriptor, NaN nan) {
      super(column, descriptor);
      this.refuseNaN = nan == NaN.REFUSED;
    }

    @Override
    void write(ColumnVector vector, int row, int repetition, int definition) {
      long low = ((LongVector) vector).values[row];
      if (refuseNaN && low == Values.NAN_INT64) {
        throw unfit("NaN does not fit Iceberg's decimal");
      }
      put(low >> 63, low, repetition, definition);
    }
  }

  /** From scaled integers of sixteen bytes. */
  static final class Wide extends FixedBytes {
    private final boolean refuseNaN;

    Wide(String column, ColumnDescriptor descriptor, NaN nan) {
      super(column, descriptor);
      this.refuseNaN = nan == NaN.REFUSED;
    }

    @Override
    void write(ColumnVector vector, int row, int repetition, int definition) {
      Int128Vector values = (Int128Vector) vector;
      long high = values.high[row];
      long low = values.low[row];
      if (refuseNaN && high == Values.NAN_INT128_HIGH && low == Values.NAN_INT128_LOW) {
        throw unfit("NaN does not fit Iceberg's decimal");
      }
      put(high, low, repetition, definition);
    }
  }

  /** From numerics of any precision and scale. */
  static final class General extends FixedBytes {
    private final ScalarType type;
    private final int precision;
    private final int scale;

    General(String column, ColumnDescriptor descriptor, ScalarType type) {
      super(column, descriptor);
      this.type = type;
      DecimalLogicalTypeAnnotation decimal =
          (DecimalLogicalTypeAnnotation) descriptor.getPrimitiveType().getLogicalTypeAnnotation();
      this.precision = decimal.getPrecision();
      this.scale = decimal.getScale();
    }

    @Override
    void write(ColumnVector vector, int row, int repetition, int definition) {
      Decimal decimal = Values.readDecimal(vector, type, row);
      if (!decimal.isFinite()) {
        throw unfit(decimal + " does not fit Iceberg's decimal");
      }
      BigInteger unscaled = unscaled(decimal);
      put(Int128.high(unscaled), Int128.low(unscaled), repetition, definition);
    }

    private BigInteger unscaled(Decimal decimal) {
      BigDecimal exact = decimal.toBigDecimal().stripTrailingZeros();
      // Compared as numbers of digits first: scaling up a numeric of 100,000 digits takes long.
      if (exact.scale() > scale || (long) exact.precision() - exact.scale() > precision - scale) {
        throw unfit(decimal + " does not fit decimal(" + precision + "," + scale + ")");
      }
      return exact.setScale(scale).unscaledValue();
    }
  }
}
