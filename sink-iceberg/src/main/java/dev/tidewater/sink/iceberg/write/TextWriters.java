package dev.tidewater.sink.iceberg.write;

import dev.tidewater.types.Interval;
import dev.tidewater.types.row.JsonbFormat;
import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.Int128Vector;
import dev.tidewater.types.vector.IntervalVector;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.io.api.Binary;

/** Writers of values that Iceberg has no type for and that go as their SQL text. */
final class TextWriters {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private TextWriters() {}

  /** Lower case, with hyphens. */
  static final class Uuids extends ValueWriter {
    private static final int LENGTH = 36;

    private final byte[] text = new byte[LENGTH];
    private final Binary value = Binary.fromReusedByteArray(text);

    Uuids(String column, ColumnDescriptor descriptor) {
      super(column, descriptor);
    }

    @Override
    void write(ColumnVector vector, int row, int repetition, int definition) {
      Int128Vector values = (Int128Vector) vector;
      int at = put(values.high[row], 0);
      put(values.low[row], at);
      out().write(value, repetition, definition);
    }

    private int put(long half, int start) {
      int at = start;
      for (int shift = Long.SIZE - 4; shift >= 0; shift -= 4) {
        if (at == 8 || at == 13 || at == 18 || at == 23) {
          text[at++] = '-';
        }
        text[at++] = HEX[(int) (half >>> shift) & 0xf];
      }
      return at;
    }
  }

  static final class Jsonbs extends ValueWriter {
    Jsonbs(String column, ColumnDescriptor descriptor) {
      super(column, descriptor);
    }

    @Override
    void write(ColumnVector vector, int row, int repetition, int definition) {
      String text = JsonbFormat.read((BytesVector) vector, row).toString();
      out().write(Binary.fromString(text), repetition, definition);
    }
  }

  static final class Intervals extends ValueWriter {
    Intervals(String column, ColumnDescriptor descriptor) {
      super(column, descriptor);
    }

    @Override
    void write(ColumnVector vector, int row, int repetition, int definition) {
      IntervalVector values = (IntervalVector) vector;
      Interval interval = new Interval(values.months[row], values.days[row], values.micros[row]);
      out().write(Binary.fromString(interval.toString()), repetition, definition);
    }
  }
}
