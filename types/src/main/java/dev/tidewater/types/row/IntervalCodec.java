package dev.tidewater.types.row;

import dev.tidewater.types.Interval;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.IntervalVector;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Intervals. The key is the length in microseconds, a month taken as 30 days, in sixteen bytes with
 * the sign flipped; it decodes to months, then days, then microseconds, as many of each as fit. The
 * suffix of any other interval of that length is 1, months, days, microseconds.
 */
final class IntervalCodec extends FixedCodec {
  static final IntervalCodec INSTANCE = new IntervalCodec();

  private static final int SUFFIX_WIDTH = 1 + 4 + 4 + 8;
  private static final BigInteger DAY = BigInteger.valueOf(Interval.MICROS_PER_DAY);
  private static final BigInteger MONTH = DAY.multiply(BigInteger.valueOf(Interval.DAYS_PER_MONTH));
  private static final BigInteger MAX_INT = BigInteger.valueOf(Integer.MAX_VALUE);
  private static final BigInteger MIN_INT = BigInteger.valueOf(Integer.MIN_VALUE);

  private IntervalCodec() {}

  @Override
  int width() {
    return 16;
  }

  @Override
  boolean hasSuffix() {
    return true;
  }

  @Override
  void write(ColumnVector vector, int row, byte[] target, int position) {
    IntervalVector values = (IntervalVector) vector;
    int months = values.months[row];
    int days = values.days[row];
    long micros = values.micros[row];
    long high = Interval.totalHigh(months, days, micros);
    Bytes.writeLong(target, position, high ^ Long.MIN_VALUE);
    Bytes.writeLong(target, position + 8, Interval.totalLow(months, days, micros));
  }

  @Override
  void writeRun(
      ColumnVector vector,
      int @Nullable [] rows,
      int count,
      byte[] target,
      int[] positions,
      int delta) {
    for (int i = 0; i < count; i++) {
      write(vector, rows == null ? i : rows[i], target, positions[i] + delta);
    }
  }

  @Override
  void read(byte[] source, int position, ColumnVector out, int row) {
    long high = Bytes.readLong(source, position) ^ Long.MIN_VALUE;
    Interval canonical = canonical(high, Bytes.readLong(source, position + 8));
    IntervalVector values = (IntervalVector) out;
    values.months[row] = canonical.months();
    values.days[row] = canonical.days();
    values.micros[row] = canonical.micros();
  }

  @Override
  void readRun(byte[] source, int[] positions, int delta, int count, ColumnVector out, int base) {
    for (int i = 0; i < count; i++) {
      read(source, positions[i] + delta, out, base + i);
    }
  }

  /** The one interval of a length that keys decode to. */
  static Interval canonical(long high, long low) {
    if (high == low >> 63) {
      long days = low / Interval.MICROS_PER_DAY;
      return new Interval(
          (int) (days / Interval.DAYS_PER_MONTH),
          (int) (days % Interval.DAYS_PER_MONTH),
          low % Interval.MICROS_PER_DAY);
    }
    BigInteger total = Int128.toBigInteger(high, low);
    BigInteger months = total.divide(MONTH).min(MAX_INT).max(MIN_INT);
    BigInteger rest = total.subtract(months.multiply(MONTH));
    BigInteger days = rest.divide(DAY).min(MAX_INT).max(MIN_INT);
    BigInteger micros = rest.subtract(days.multiply(DAY));
    // Only the padding of a NULL is longer than any interval; what it decodes to is not looked at.
    return new Interval(months.intValue(), days.intValue(), micros.longValue());
  }

  @Override
  boolean encodeSuffix(ColumnVector vector, int row, ByteSink out) {
    IntervalVector values = (IntervalVector) vector;
    int months = values.months[row];
    int days = values.days[row];
    long micros = values.micros[row];
    if (isCanonical(months, days, micros)) {
      out.putByte(0);
      return false;
    }
    out.putByte(1);
    out.putInt(months);
    out.putInt(days);
    out.putLong(micros);
    return true;
  }

  private static boolean isCanonical(int months, int days, long micros) {
    Interval canonical =
        canonical(
            Interval.totalHigh(months, days, micros), Interval.totalLow(months, days, micros));
    return canonical.months() == months && canonical.days() == days && canonical.micros() == micros;
  }

  @Override
  int decodeSuffix(byte[] source, int position, ColumnVector out, int row) {
    if (source[position] == 0) {
      return position + 1;
    }
    IntervalVector values = (IntervalVector) out;
    values.months[row] = Bytes.readInt(source, position + 1);
    values.days[row] = Bytes.readInt(source, position + 5);
    values.micros[row] = Bytes.readLong(source, position + 9);
    return position + SUFFIX_WIDTH;
  }

  @Override
  int skipSuffix(byte[] source, int position) {
    return source[position] == 0 ? position + 1 : position + SUFFIX_WIDTH;
  }
}
