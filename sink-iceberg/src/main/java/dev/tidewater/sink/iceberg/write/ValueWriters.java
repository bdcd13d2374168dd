package dev.tidewater.sink.iceberg.write;

import dev.tidewater.types.DateTimes;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TypeKind.Physical;
import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.DoubleVector;
import dev.tidewater.types.vector.LongVector;
import java.util.stream.Stream;
import org.apache.iceberg.DoubleFieldMetrics;
import org.apache.iceberg.FieldMetrics;
import org.apache.iceberg.FloatFieldMetrics;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.io.api.Binary;

/**
 * The writers of all scalar types; decimals and texts that must be made have files of their own.
 */
final class ValueWriters {
  private ValueWriters() {}

  /**
   * @param column as errors name it
   */
  static ValueWriter of(String column, ScalarType type, ColumnDescriptor descriptor) {
    return switch (type.kind()) {
      case BOOLEAN -> new Booleans(column, descriptor);
      case INT2, INT4, UINT2 -> new Integers(column, descriptor);
      case INT8, UINT4 -> new Longs(column, descriptor);
      case DATE -> new Dates(column, descriptor);
      case TIME -> new Times(column, descriptor);
      case TIMESTAMP, TIMESTAMPTZ -> new Timestamps(column, descriptor);
      case FLOAT4 -> new Floats(column, descriptor);
      case FLOAT8 -> new Doubles(column, descriptor);
      case NUMERIC -> decimals(column, type, descriptor);
      case UINT8 -> new DecimalWriters.Wide(column, descriptor, DecimalWriters.NaN.NONE);
      case MZ_TIMESTAMP -> new DecimalWriters.Narrow(column, descriptor, DecimalWriters.NaN.NONE);
      case TEXT, VARCHAR, BPCHAR, BYTEA -> new Bytes(column, descriptor);
      case UUID, JSONB, INTERVAL -> new TextWriter(column, descriptor, type);
      case OID, NAME, CHAR, REGCLASS, REGPROC, REGNAMESPACE, REGROLE, REGTYPE, UNKNOWN, VOID ->
          throw new IllegalArgumentException("a table shape has no column of " + type.display());
    };
  }

  private static ValueWriter decimals(String column, ScalarType type, ColumnDescriptor descriptor) {
    boolean scaledAsInTable = type.precision() != ScalarType.NONE && type.scale() >= 0;
    if (scaledAsInTable && type.physical() == Physical.INT64) {
      return new DecimalWriters.Narrow(column, descriptor, DecimalWriters.NaN.REFUSED);
    }
    if (scaledAsInTable && type.physical() == Physical.INT128) {
      return new DecimalWriters.Wide(column, descriptor, DecimalWriters.NaN.REFUSED);
    }
    return new DecimalWriters.General(column, descriptor, type);
  }

  private static final class Booleans extends ValueWriter {
    Booleans(String column, ColumnDescriptor descriptor) {
      super(column, descriptor);
    }

    @Override
    void write(ColumnVector vector, int row, int repetition, int definition) {
      out().write(((LongVector) vector).values[row] != 0, repetition, definition);
    }
  }

  private static final class Integers extends ValueWriter {
    Integers(String column, ColumnDescriptor descriptor) {
      super(column, descriptor);
    }

    @Override
    void write(ColumnVector vector, int row, int repetition, int definition) {
      out().write((int) ((LongVector) vector).values[row], repetition, definition);
    }
  }

  private static final class Longs extends ValueWriter {
    Longs(String column, ColumnDescriptor descriptor) {
      super(column, descriptor);
    }

    @Override
    void write(ColumnVector vector, int row, int repetition, int definition) {
      out().write(((LongVector) vector).values[row], repetition, definition);
    }
  }

  /** Iceberg's date and timestamp know no infinity. */
  private static final class Dates extends ValueWriter {
    Dates(String column, ColumnDescriptor descriptor) {
      super(column, descriptor);
    }

    @Override
    void write(ColumnVector vector, int row, int repetition, int definition) {
      int value = (int) ((LongVector) vector).values[row];
      if (DateTimes.isInfiniteDate(value)) {
        throw unfit((value < 0 ? "-infinity" : "infinity") + " does not fit Iceberg's date");
      }
      out().write(value, repetition, definition);
    }
  }

  private static final class Timestamps extends ValueWriter {
    Timestamps(String column, ColumnDescriptor descriptor) {
      super(column, descriptor);
    }

    @Override
    void write(ColumnVector vector, int row, int repetition, int definition) {
      long value = ((LongVector) vector).values[row];
      if (DateTimes.isInfiniteTimestamp(value)) {
        throw unfit((value < 0 ? "-infinity" : "infinity") + " does not fit Iceberg's timestamp");
      }
      out().write(value, repetition, definition);
    }
  }

  /** PostgreSQL's time has a 24:00:00, Iceberg's ends before it. */
  private static final class Times extends ValueWriter {
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    Times(String column, ColumnDescriptor descriptor) {
      super(column, descriptor);
    }

    @Override
    void write(ColumnVector vector, int row, int repetition, int definition) {
      long value = ((LongVector) vector).values[row];
      if (value >= MICROS_PER_DAY) {
        throw unfit("24:00:00 does not fit Iceberg's time");
      }
      out().write(value, repetition, definition);
    }
  }

  private static final class Floats extends ValueWriter {
    private final FloatFieldMetrics.Builder metrics;

    Floats(String column, ColumnDescriptor descriptor) {
      super(column, descriptor);
      this.metrics = new FloatFieldMetrics.Builder(fieldId());
    }

    @Override
    void write(ColumnVector vector, int row, int repetition, int definition) {
      float value = (float) ((DoubleVector) vector).values[row];
      metrics.addValue(value);
      out().write(value, repetition, definition);
    }

    @Override
    Stream<FieldMetrics<?>> metrics() {
      return Stream.of(metrics.build());
    }
  }

  private static final class Doubles extends ValueWriter {
    private final DoubleFieldMetrics.Builder metrics;

    Doubles(String column, ColumnDescriptor descriptor) {
      super(column, descriptor);
      this.metrics = new DoubleFieldMetrics.Builder(fieldId());
    }

    @Override
    void write(ColumnVector vector, int row, int repetition, int definition) {
      double value = ((DoubleVector) vector).values[row];
      metrics.addValue(value);
      out().write(value, repetition, definition);
    }

    @Override
    Stream<FieldMetrics<?>> metrics() {
      return Stream.of(metrics.build());
    }
  }

  private static final class Bytes extends ValueWriter {
    Bytes(String column, ColumnDescriptor descriptor) {
      super(column, descriptor);
    }

    @Override
    void write(ColumnVector vector, int row, int repetition, int definition) {
      BytesVector bytes = (BytesVector) vector;
      // Parquet copies what it keeps of a reused array.
      Binary value = Binary.fromReusedByteArray(bytes.data, bytes.offsets[row], bytes.lengths[row]);
      out().write(value, repetition, definition);
    }
  }
}
