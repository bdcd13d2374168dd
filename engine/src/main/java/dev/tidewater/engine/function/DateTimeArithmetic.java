package dev.tidewater.engine.function;

import static dev.tidewater.types.DateTimes.MICROS_PER_DAY;

import dev.tidewater.types.DateTimes;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.Interval;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.TypeKind;
import dev.tidewater.types.format.DateTimeWriter;
import dev.tidewater.types.format.TimeZones;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Reckoning with dates, instants and intervals in a time zone, as PostgreSQL does it. */
final class DateTimeArithmetic {
  private final ZoneId zone;

  DateTimeArithmetic(ZoneId zone) {
    this.zone = zone;
  }

  ZoneId zone() {
    return zone;
  }

  /** How far ahead of UTC the zone's clocks are at an instant. */
  ZoneOffset offsetAt(long instant) {
    return ZoneOffset.ofTotalSeconds(DateTimeWriter.offsetSeconds(instant, zone));
  }

  /** What the zone's clocks show at an instant. */
  long toLocal(long instant) {
    if (DateTimes.isInfiniteTimestamp(instant)) {
      return instant;
    }
    return instant + DateTimeWriter.offsetSeconds(instant, zone) * Interval.MICROS_PER_SECOND;
  }

  /** The instant at which the zone's clocks show this. */
  long toInstant(long local) {
    if (DateTimes.isInfiniteTimestamp(local)) {
      return local;
    }
    long offset = TimeZones.offsetOfLocal(local, zone) * Interval.MICROS_PER_SECOND;
    return DateTimes.checkTimestamp(local - offset);
  }

  static long dateToTimestamp(long days) {
    return ComparisonFunctions.dateToTimestamp(days);
  }

  static int timestampToDate(long micros) {
    if (micros == DateTimes.TIMESTAMP_INFINITY) {
      return DateTimes.DATE_INFINITY;
    }
    if (micros == DateTimes.TIMESTAMP_NEGATIVE_INFINITY) {
      return DateTimes.DATE_NEGATIVE_INFINITY;
    }
    return (int) Math.floorDiv(micros, MICROS_PER_DAY);
  }

  /** A date or timestamp as one of the wider type that it is compared with. */
  long comparable(Object value, ScalarType type, ScalarType target) {
    long micros =
        type.kind() == TypeKind.DATE
            ? dateForComparison(((Number) value).longValue())
            : (Long) value;
    boolean local = type.kind() != TypeKind.TIMESTAMPTZ;
    if (target.kind() != TypeKind.TIMESTAMPTZ || !local || DateTimes.isInfiniteTimestamp(micros)) {
      return micros;
    }
    return micros - TimeZones.offsetOfLocal(micros, zone) * Interval.MICROS_PER_SECOND;
  }

  /** A date beyond all timestamps compares as one that is greater than them. */
  private static long dateForComparison(long days) {
    if (DateTimes.isInfiniteDate(days)) {
      return dateToTimestamp(days);
    }
    return days > DateTimes.END_TIMESTAMP / MICROS_PER_DAY
        ? DateTimes.TIMESTAMP_INFINITY - 1
        : days * MICROS_PER_DAY;
  }

  /** Adds months, then days, then microseconds to a local time. */
  static long add(long local, Interval interval) {
    if (DateTimes.isInfiniteTimestamp(local)) {
      return local;
    }
    long days = addMonths(Math.floorDiv(local, MICROS_PER_DAY), interval.months());
    long time = Math.floorMod(local, MICROS_PER_DAY);
    return addMicros(DateTimes.timestamp(days + interval.days(), time), interval.micros());
  }

  /** Adds months and days on the zone's calendar, then microseconds of elapsed time. */
  long addToInstant(long instant, Interval interval) {
    if (DateTimes.isInfiniteTimestamp(instant)) {
      return instant;
    }
    long moved = instant;
    if (interval.months() != 0 || interval.days() != 0) {
      moved = toInstant(add(toLocal(instant), new Interval(interval.months(), interval.days(), 0)));
    }
    return addMicros(moved, interval.micros());
  }

  private static long addMicros(long timestamp, long micros) {
    long sum = timestamp + micros;
    if (((timestamp ^ sum) & (micros ^ sum)) < 0) {
      return DateTimes.checkTimestamp(DateTimes.TIMESTAMP_NEGATIVE_INFINITY);
    }
    return DateTimes.checkTimestamp(sum);
  }

  /** The same day so many months later, or the month's last day if it is shorter. */
  static long addMonths(long days, int months) {
    if (months == 0) {
      return days;
    }
    long civil = DateTimes.civilFromDays(days);
    long total = DateTimes.year(civil) * 12L + DateTimes.month(civil) - 1 + months;
    long year = Math.floorDiv(total, 12L);
    int month = (int) Math.floorMod(total, 12L) + 1;
    int day = Math.min(DateTimes.day(civil), DateTimes.daysInMonth(year, month));
    return DateTimes.daysFromCivil(year, month, day);
  }

  static Interval negate(Interval interval) {
    if (interval.months() == Integer.MIN_VALUE
        || interval.days() == Integer.MIN_VALUE
        || interval.micros() == Long.MIN_VALUE) {
      throw intervalOutOfRange();
    }
    return new Interval(-interval.months(), -interval.days(), -interval.micros());
  }

  static TidewaterException intervalOutOfRange() {
    return new TidewaterException(ErrorCode.DATETIME_FIELD_OVERFLOW, "interval out of range");
  }

  static Interval add(Interval a, Interval b) {
    try {
      return new Interval(
          Math.addExact(a.months(), b.months()),
          Math.addExact(a.days(), b.days()),
          Math.addExact(a.micros(), b.micros()));
    } catch (ArithmeticException e) {
      throw intervalOutOfRange();
    }
  }

  static Interval subtract(Interval a, Interval b) {
    try {
      return new Interval(
          Math.subtractExact(a.months(), b.months()),
          Math.subtractExact(a.days(), b.days()),
          Math.subtractExact(a.micros(), b.micros()));
    } catch (ArithmeticException e) {
      throw intervalOutOfRange();
    }
  }

  /** Days and time between two timestamps. */
  static Interval difference(long later, long earlier) {
    if (DateTimes.isInfiniteTimestamp(later) || DateTimes.isInfiniteTimestamp(earlier)) {
      throw new TidewaterException(
          ErrorCode.DATETIME_FIELD_OVERFLOW, "cannot subtract infinite timestamps");
    }
    long micros;
    try {
      micros = Math.subtractExact(later, earlier);
    } catch (ArithmeticException e) {
      throw intervalOutOfRange();
    }
    return new Interval(0, (int) (micros / MICROS_PER_DAY), micros % MICROS_PER_DAY);
  }

  /** Parts multiplied; what is lost of months goes to days, of days to microseconds. */
  static Interval multiply(Interval interval, double factor) {
    double months = interval.months() * factor;
    double days = interval.days() * factor;
    if (Double.isNaN(months)
        || Math.abs(months) > Integer.MAX_VALUE
        || Double.isNaN(days)
        || Math.abs(days) > Integer.MAX_VALUE) {
      throw intervalOutOfRange();
    }
    int wholeMonths = (int) months;
    int wholeDays = (int) days;
    double daysOfMonths = roundedMicros((months - wholeMonths) * Interval.DAYS_PER_MONTH);
    double rest =
        roundedMicros(
            (days - wholeDays + daysOfMonths - (int) daysOfMonths) * (MICROS_PER_DAY / 1e6));
    long allDays = wholeDays + (long) daysOfMonths;
    if (Math.abs(rest) >= MICROS_PER_DAY / 1e6) {
      allDays += (int) (rest / (MICROS_PER_DAY / 1e6));
      rest %= MICROS_PER_DAY / 1e6;
    }
    double micros = Math.rint(interval.micros() * factor + rest * 1e6);
    if (Double.isNaN(micros) || Math.abs(micros) >= 0x1p63 || allDays != (int) allDays) {
      throw intervalOutOfRange();
    }
    return new Interval(wholeMonths, (int) allDays, (long) micros);
  }

  static Interval divide(Interval interval, double divisor) {
    if (divisor == 0) {
      throw LongArithmetic.divisionByZero();
    }
    int months = (int) (interval.months() / divisor);
    int days = (int) (interval.days() / divisor);
    double daysOfMonths =
        roundedMicros((interval.months() / divisor - months) * Interval.DAYS_PER_MONTH);
    double rest =
        roundedMicros(
            (interval.days() / divisor - days + daysOfMonths - (int) daysOfMonths)
                * (MICROS_PER_DAY / 1e6));
    long allDays = days + (long) daysOfMonths;
    if (Math.abs(rest) >= MICROS_PER_DAY / 1e6) {
      allDays += (int) (rest / (MICROS_PER_DAY / 1e6));
      rest %= MICROS_PER_DAY / 1e6;
    }
    double micros = Math.rint(interval.micros() / divisor + rest * 1e6);
    return new Interval(months, (int) allDays, (long) micros);
  }

  /** Rounded to six digits behind the point, which takes out what binary fractions add. */
  private static double roundedMicros(double value) {
    return Math.rint(value * 1e6) / 1e6;
  }

  static Interval justifyHours(Interval value) {
    long days = value.days() + (value.micros() / MICROS_PER_DAY);
    long micros = value.micros() % MICROS_PER_DAY;
    if (days > 0 && micros < 0) {
      micros += MICROS_PER_DAY;
      days--;
    } else if (days < 0 && micros > 0) {
      micros -= MICROS_PER_DAY;
      days++;
    }
    return new Interval(value.months(), toInt(days), micros);
  }

  static Interval justifyDays(Interval value) {
    long months = (long) value.months() + value.days() / Interval.DAYS_PER_MONTH;
    int days = value.days() % Interval.DAYS_PER_MONTH;
    if (months > 0 && days < 0) {
      days += Interval.DAYS_PER_MONTH;
      months--;
    } else if (months < 0 && days > 0) {
      days -= Interval.DAYS_PER_MONTH;
      months++;
    }
    return new Interval(toInt(months), days, value.micros());
  }

  static Interval justify(Interval value) {
    long days = value.days() + (value.micros() / MICROS_PER_DAY);
    long micros = value.micros() % MICROS_PER_DAY;
    long months = value.months() + days / Interval.DAYS_PER_MONTH;
    days %= Interval.DAYS_PER_MONTH;
    if (months > 0 && (days < 0 || (days == 0 && micros < 0))) {
      days += Interval.DAYS_PER_MONTH;
      months--;
    } else if (months < 0 && (days > 0 || (days == 0 && micros > 0))) {
      days -= Interval.DAYS_PER_MONTH;
      months++;
    }
    if (days > 0 && micros < 0) {
      micros += MICROS_PER_DAY;
      days--;
    } else if (days < 0 && micros > 0) {
      micros -= MICROS_PER_DAY;
      days++;
    }
    return new Interval(toInt(months), (int) days, micros);
  }

  private static int toInt(long value) {
    if (value != (int) value) {
      throw intervalOutOfRange();
    }
    return (int) value;
  }

  /** Years, months, days and time between two local times, on the calendar. */
  static Interval age(long later, long earlier) {
    if (DateTimes.isInfiniteTimestamp(later) || DateTimes.isInfiniteTimestamp(earlier)) {
      throw new TidewaterException(ErrorCode.DATETIME_FIELD_OVERFLOW, "timestamp out of range");
    }
    boolean negative = later < earlier;
    long from = negative ? later : earlier;
    long to = negative ? earlier : later;
    long fromCivil = DateTimes.civilFromDays(Math.floorDiv(from, MICROS_PER_DAY));
    long toCivil = DateTimes.civilFromDays(Math.floorDiv(to, MICROS_PER_DAY));
    long micros = Math.floorMod(to, MICROS_PER_DAY) - Math.floorMod(from, MICROS_PER_DAY);
    int days = DateTimes.day(toCivil) - DateTimes.day(fromCivil);
    int months =
        (DateTimes.year(toCivil) - DateTimes.year(fromCivil)) * 12
            + DateTimes.month(toCivil)
            - DateTimes.month(fromCivil);
    if (micros < 0) {
      micros += MICROS_PER_DAY;
      days--;
    }
    if (days < 0) {
      // Borrowed from the month of the earlier time.
      days += DateTimes.daysInMonth(DateTimes.year(fromCivil), DateTimes.month(fromCivil));
      months--;
    }
    Interval age = new Interval(months, days, micros);
    return negative ? negate(age) : age;
  }

  /** The start of the bin of a width, counted from an origin, that a timestamp falls into. */
  static long bin(Interval stride, long timestamp, long origin) {
    if (DateTimes.isInfiniteTimestamp(timestamp)) {
      return timestamp;
    }
    if (DateTimes.isInfiniteTimestamp(origin)) {
      throw new TidewaterException(ErrorCode.DATETIME_FIELD_OVERFLOW, "origin out of range");
    }
    if (stride.months() != 0) {
      throw new TidewaterException(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "timestamps cannot be binned into intervals containing months or years");
    }
    long width;
    try {
      width =
          Math.addExact(Math.multiplyExact((long) stride.days(), MICROS_PER_DAY), stride.micros());
    } catch (ArithmeticException e) {
      throw intervalOutOfRange();
    }
    if (width <= 0) {
      throw new TidewaterException(
          ErrorCode.DATETIME_FIELD_OVERFLOW, "stride must be greater than zero");
    }
    long distance;
    try {
      distance = Math.subtractExact(timestamp, origin);
    } catch (ArithmeticException e) {
      throw intervalOutOfRange();
    }
    return DateTimes.checkTimestamp(origin + Math.floorDiv(distance, width) * width);
  }
}
