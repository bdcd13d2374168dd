package dev.tidewater.source.postgres;

import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;
import java.time.LocalDate;

/**
 * Reads {@code 2026-11-22 10:08:04[.123456][+00]}, which is how nearly all timestamps come, without
 * making objects but for a new day; leaves every other form to a general reader.
 */
final class TimestampDecoder implements TextDecoder {
  private static final int SECONDS_END = 19;
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private final TextDecoder general;
  private int lastDay = -1;
  private long lastDayMicros;

  TimestampDecoder(TextDecoder general) {
    this.general = general;
  }

  @Override
  public void decode(byte[] data, int offset, int length, ColumnVector out) {
    if (!isPlain(data, offset, length)) {
      general.decode(data, offset, length, out);
      return;
    }
    int year = number(data, offset, 4);
    int month = number(data, offset + 5, 2);
    int day = number(data, offset + 8, 2);
    int packed = (year * 16 + month) * 32 + day;
    if (packed != lastDay) {
      lastDayMicros = LocalDate.of(year, month, day).toEpochDay() * MICROS_PER_DAY;
      lastDay = packed;
    }
    long seconds =
        number(data, offset + 11, 2) * 3_600L
            + number(data, offset + 14, 2) * 60L
            + number(data, offset + 17, 2);
    ((LongVector) out).values[0] =
        lastDayMicros + seconds * 1_000_000 + fraction(data, offset + SECONDS_END, offset + length);
  }

  private static boolean isPlain(byte[] data, int offset, int length) {
    if (length < SECONDS_END
        || data[offset + 4] != '-'
        || data[offset + 7] != '-'
        || data[offset + 10] != ' '
        || data[offset + 13] != ':'
        || data[offset + 16] != ':') {
      return false;
    }
    int at = offset + SECONDS_END;
    int end = offset + length;
    if (at < end && data[at] == '.') {
      at++;
      while (at < end && data[at] >= '0' && data[at] <= '9') {
        at++;
      }
    }
    return at == end
        || (end - at == 3 && data[at] == '+' && data[at + 1] == '0' && data[at + 2] == '0');
  }

  private static long fraction(byte[] data, int from, int end) {
    if (from == end || data[from] != '.') {
      return 0;
    }
    long micros = 0;
    long unit = 100_000;
    for (int i = from + 1; i < end && data[i] >= '0' && data[i] <= '9'; i++) {
      micros += unit * (data[i] - '0');
      unit /= 10;
    }
    return micros;
  }

  private static int number(byte[] data, int offset, int digits) {
    int value = 0;
    for (int i = offset; i < offset + digits; i++) {
      value = value * 10 + data[i] - '0';
    }
    return value;
  }
}
