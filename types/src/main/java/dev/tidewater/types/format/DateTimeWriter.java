package dev.tidewater.types.format;

import dev.tidewater.types.DateTimes;
import dev.tidewater.types.Interval;
import dev.tidewater.types.row.ByteSink;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Prints dates and times in PostgreSQL's ISO style and intervals in its own style. */
public final class DateTimeWriter {
  private DateTimeWriter() {}

  public static void appendDate(long days, ByteSink out) {
    if (DateTimes.isInfiniteDate(days)) {
      appendInfinity(days > 0, out);
      return;
    }
    long civil = DateTimes.civilFromDays(days);
    appendCivil(civil, out);
    appendEra(civil, out);
  }

  private static void appendInfinity(boolean positive, ByteSink out) {
    out.putUtf8(positive ? "infinity" : "-infinity");
  }

  private static void appendCivil(long civil, ByteSink out) {
    int year = DateTimes.year(civil);
    Digits.appendPadded(year > 0 ? year : 1 - year, 4, out);
    out.putByte('-');
    Digits.appendPadded(DateTimes.month(civil), 2, out);
    out.putByte('-');
    Digits.appendPadded(DateTimes.day(civil), 2, out);
  }

  private static void appendEra(long civil, ByteSink out) {
    if (DateTimes.year(civil) <= 0) {
      out.putUtf8(" BC");
    }
  }

  public static void appendTime(long microsOfDay, ByteSink out) {
    long seconds = microsOfDay / Interval.MICROS_PER_SECOND;
    Digits.appendPadded(seconds / 3600, 2, out);
    out.putByte(':');
    Digits.appendPadded(seconds / 60 % 60, 2, out);
    out.putByte(':');
    Digits.appendPadded(seconds % 60, 2, out);
    appendFraction((int) (microsOfDay % Interval.MICROS_PER_SECOND), out);
  }

  private static void appendFraction(int micros, ByteSink out) {
    if (micros == 0) {
      return;
    }
    out.putByte('.');
    Digits.appendPadded(micros, 6, out);
    int size = out.size();
    while (out.array()[size - 1] == '0') {
      size--;
    }
    out.truncate(size);
  }

  public static void appendTimestamp(long micros, ByteSink out) {
    if (DateTimes.isInfiniteTimestamp(micros)) {
      appendInfinity(micros > 0, out);
      return;
    }
    appendEra(appendDateAndTime(micros, out), out);
  }

  private static long appendDateAndTime(long micros, ByteSink out) {
    long civil = DateTimes.civilFromDays(Math.floorDiv(micros, DateTimes.MICROS_PER_DAY));
    appendCivil(civil, out);
    out.putByte(' ');
    appendTime(Math.floorMod(micros, DateTimes.MICROS_PER_DAY), out);
    return civil;
  }

  /** An instant as the clock of a zone shows it, with the offset. */
  public static void appendTimestampTz(long micros, ZoneId zone, ByteSink out) {
    if (DateTimes.isInfiniteTimestamp(micros)) {
      appendInfinity(micros > 0, out);
      return;
    }
    int offset = offsetSeconds(micros, zone);
    long civil = appendDateAndTime(micros + offset * Interval.MICROS_PER_SECOND, out);
    out.putByte(offset < 0 ? '-' : '+');
    int magnitude = Math.abs(offset);
    Digits.appendPadded(magnitude / 3600, 2, out);
    if (magnitude % 3600 != 0) {
      out.putByte(':');
      Digits.appendPadded(magnitude / 60 % 60, 2, out);
      if (magnitude % 60 != 0) {
        out.putByte(':');
        Digits.appendPadded(magnitude % 60, 2, out);
      }
    }
    appendEra(civil, out);
  }

  /** How far ahead of UTC a zone's clocks are at an instant. */
  public static int offsetSeconds(long micros, ZoneId zone) {
    if (zone instanceof ZoneOffset fixed) {
      return fixed.getTotalSeconds();
    }
    long seconds = Math.floorDiv(micros, Interval.MICROS_PER_SECOND);
    return zone.getRules().getOffset(Instant.ofEpochSecond(seconds)).getTotalSeconds();
  }

  public static void appendInterval(Interval value, ByteSink out) {
    appendInterval(value.months(), value.days(), value.micros(), out);
  }

  public static void appendInterval(int months, int days, long micros, ByteSink out) {
    int start = out.size();
    boolean negative = appendPart(months / 12, "year", false, start, out);
    negative = appendPart(months % 12, "mon", negative, start, out);
    negative = appendPart(days, "day", negative, start, out);
    if (micros == 0 && out.size() > start) {
      return;
    }
    if (out.size() > start) {
      out.putByte(' ');
    }
    if (micros < 0) {
      out.putByte('-');
    } else if (negative) {
      out.putByte('+');
    }
    long hours = Math.abs(micros / Interval.MICROS_PER_HOUR);
    Digits.appendPadded(hours, 2, out);
    out.putByte(':');
    long rest = Math.abs(micros % Interval.MICROS_PER_HOUR);
    Digits.appendPadded(rest / Interval.MICROS_PER_MINUTE, 2, out);
    out.putByte(':');
    Digits.appendPadded(rest / Interval.MICROS_PER_SECOND % 60, 2, out);
    appendFraction((int) (rest % Interval.MICROS_PER_SECOND), out);
  }

  /** Appends a part that is not zero; returns whether the last part so far is negative. */
  private static boolean appendPart(
      int value, String unit, boolean negativeBefore, int start, ByteSink out) {
    if (value == 0) {
      return negativeBefore;
    }
    if (out.size() > start) {
      out.putByte(' ');
    }
    if (negativeBefore && value > 0) {
      out.putByte('+');
    }
    Digits.appendLong(value, out);
    out.putByte(' ');
    out.putUtf8(unit);
    if (value != 1) {
      out.putByte('s');
    }
    return value < 0;
  }
}
