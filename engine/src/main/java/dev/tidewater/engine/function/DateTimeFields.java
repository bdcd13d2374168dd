package dev.tidewater.engine.function;

import static dev.tidewater.types.DateTimes.MICROS_PER_DAY;

import dev.tidewater.types.DateTimes;
import dev.tidewater.types.Decimal;
import dev.tidewater.types.Interval;
import dev.tidewater.types.format.DateTimeWriter;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** {@code extract} and {@code date_trunc}. Fields are numerics with PostgreSQL's scales. */
final class DateTimeFields {
  static final String TIMESTAMP = "timestamp without time zone";
  static final String TIMESTAMPTZ = "timestamp with time zone";
  static final String DATE = "date";
  static final String TIME = "time without time zone";
  static final String INTERVAL = "interval";

  private static final int JULIAN_OF_EPOCH = 2_440_588;
  private static final long DAYS_PER_FOUR_YEARS = 1461;

  private DateTimeFields() {}

  static @Nullable Decimal ofTimestamp(String unitName, long micros) {
    return extract(unitName, micros, TIMESTAMP);
  }

  static @Nullable Decimal ofDate(String unitName, int days) {
    DateTimeUnit unit = DateTimeUnit.parse(unitName, DATE);
    switch (unit) {
      case MICROSECOND,
          MILLISECOND,
          SECOND,
          MINUTE,
          HOUR,
          TIMEZONE,
          TIMEZONE_HOUR,
          TIMEZONE_MINUTE ->
          throw unit.unsupported(DATE, unitName);
      default -> {}
    }
    if (DateTimes.isInfiniteDate(days)) {
      return infinite(unit, days > 0);
    }
    if (unit == DateTimeUnit.EPOCH) {
      return Decimal.of(days * 86_400L);
    }
    if (unit == DateTimeUnit.JULIAN) {
      return Decimal.of((long) days + JULIAN_OF_EPOCH);
    }
    return calendarField(unit, days);
  }

  private static @Nullable Decimal infinite(DateTimeUnit unit, boolean positive) {
    if (!unit.isMonotone()) {
      return null;
    }
    return positive ? Decimal.POSITIVE_INFINITY : Decimal.NEGATIVE_INFINITY;
  }

  static @Nullable Decimal ofInstant(String unitName, long micros, DateTimeArithmetic dates) {
    DateTimeUnit unit = DateTimeUnit.parse(unitName, TIMESTAMPTZ);
    if (DateTimes.isInfiniteTimestamp(micros)) {
      return infinite(unit, micros > 0);
    }
    int offset = DateTimeWriter.offsetSeconds(micros, dates.zone());
    return switch (unit) {
      case TIMEZONE -> Decimal.of(offset);
      case TIMEZONE_HOUR -> Decimal.of(offset / 3600);
      case TIMEZONE_MINUTE -> Decimal.of(offset % 3600 / 60);
      case EPOCH -> Decimal.of(micros, 6);
      default -> extract(unitName, dates.toLocal(micros), TIMESTAMPTZ);
    };
  }

  private static @Nullable Decimal extract(String unitName, long micros, String type) {
    DateTimeUnit unit = DateTimeUnit.parse(unitName, type);
    switch (unit) {
      case TIMEZONE, TIMEZONE_HOUR, TIMEZONE_MINUTE -> throw unit.unsupported(type, unitName);
      default -> {}
    }
    if (DateTimes.isInfiniteTimestamp(micros)) {
      return infinite(unit, micros > 0);
    }
    long days = Math.floorDiv(micros, MICROS_PER_DAY);
    long time = Math.floorMod(micros, MICROS_PER_DAY);
    return switch (unit) {
      case MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR -> timeField(unit, time);
      case EPOCH -> Decimal.of(micros, 6);
      case JULIAN -> julian(days, time);
      default -> calendarField(unit, days);
    };
  }

  private static Decimal julian(long days, long time) {
    Decimal day = Decimal.of(days + JULIAN_OF_EPOCH);
    return day.add(Decimal.of(time).divide(Decimal.of(MICROS_PER_DAY)));
  }

  private static Decimal timeField(DateTimeUnit unit, long time) {
    long inMinute = time % Interval.MICROS_PER_MINUTE;
    return switch (unit) {
      case MICROSECOND -> Decimal.of(inMinute);
      case MILLISECOND -> Decimal.of(inMinute, 3);
      case SECOND -> Decimal.of(inMinute, 6);
      case MINUTE -> Decimal.of(time / Interval.MICROS_PER_MINUTE % 60);
      default -> Decimal.of(time / Interval.MICROS_PER_HOUR);
    };
  }

  private static Decimal calendarField(DateTimeUnit unit, long days) {
    long civil = DateTimes.civilFromDays(days);
    int year = DateTimes.year(civil);
    int month = DateTimes.month(civil);
    // There is no year 0: 1 BC, which is 0 here, is -1 to users.
    int shownYear = year > 0 ? year : year - 1;
    long field =
        switch (unit) {
          case DAY -> DateTimes.day(civil);
          case MONTH -> month;
          case QUARTER -> (month - 1) / 3 + 1;
          case YEAR -> shownYear;
          case DECADE -> Math.floorDiv(year, 10);
          case CENTURY -> year > 0 ? (year + 99) / 100 : -((99 - (year - 1)) / 100);
          case MILLENNIUM -> year > 0 ? (year + 999) / 1000 : -((999 - (year - 1)) / 1000);
          case WEEK -> isoWeek(days);
          case ISOYEAR -> shownIsoYear(days);
          case DOW -> Math.floorMod(days + 4, 7L);
          case ISODOW -> Math.floorMod(days + 3, 7L) + 1;
          case DOY -> days - DateTimes.daysFromCivil(year, 1, 1) + 1;
          default -> throw new IllegalStateException(unit.name());
        };
    return Decimal.of(field);
  }

  private static long shownIsoYear(long days) {
    long year = isoYear(days);
    return year > 0 ? year : year - 1;
  }

  /** The year that the Thursday of the week is in. */
  static long isoYear(long days) {
    long thursday = days - Math.floorMod(days + 3, 7L) + 3;
    return DateTimes.year(DateTimes.civilFromDays(thursday));
  }

  static long isoWeek(long days) {
    long thursday = days - Math.floorMod(days + 3, 7L) + 3;
    return (thursday - DateTimes.daysFromCivil(isoYear(days), 1, 1)) / 7 + 1;
  }

  static Decimal ofTime(String unitName, long time) {
    DateTimeUnit unit = DateTimeUnit.parse(unitName, TIME);
    return switch (unit) {
      case MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR -> timeField(unit, time);
      case EPOCH -> Decimal.of(time, 6);
      default -> throw unit.unsupported(TIME, unitName);
    };
  }

  static Decimal ofInterval(String unitName, Interval value) {
    DateTimeUnit unit = DateTimeUnit.parse(unitName, INTERVAL);
    int months = value.months();
    return switch (unit) {
      case MICROSECOND -> Decimal.of(value.micros() % Interval.MICROS_PER_MINUTE);
      case MILLISECOND -> Decimal.of(value.micros() % Interval.MICROS_PER_MINUTE, 3);
      case SECOND -> Decimal.of(value.micros() % Interval.MICROS_PER_MINUTE, 6);
      case MINUTE ->
          Decimal.of(value.micros() % Interval.MICROS_PER_HOUR / Interval.MICROS_PER_MINUTE);
      case HOUR -> Decimal.of(value.micros() / Interval.MICROS_PER_HOUR);
      case DAY -> Decimal.of(value.days());
      case MONTH -> Decimal.of(months % 12);
      case QUARTER -> Decimal.of(months % 12 / 3 + 1);
      case YEAR -> Decimal.of(months / 12);
      case DECADE -> Decimal.of(months / 120);
      case CENTURY -> Decimal.of(months / 1200);
      case MILLENNIUM -> Decimal.of(months / 12_000);
      case EPOCH -> intervalEpoch(value);
      default -> throw unit.unsupported(INTERVAL, unitName);
    };
  }

  /** Seconds, a year taken as 365.25 days and a month as 30. */
  private static Decimal intervalEpoch(Interval value) {
    long years = value.months() / 12;
    long months = value.months() % 12;
    BigInteger ofYears =
        BigInteger.valueOf(years * DAYS_PER_FOUR_YEARS)
            .multiply(BigInteger.valueOf(MICROS_PER_DAY / 4));
    BigInteger rest =
        BigInteger.valueOf(months * Interval.DAYS_PER_MONTH + value.days())
            .multiply(BigInteger.valueOf(MICROS_PER_DAY));
    return Decimal.of(ofYears.add(rest).add(BigInteger.valueOf(value.micros())), 6);
  }

  /** The start of the unit that a local time lies in. */
  static long truncate(String unitName, long micros, String type) {
    DateTimeUnit unit = DateTimeUnit.parse(unitName, type);
    if (DateTimes.isInfiniteTimestamp(micros)) {
      return micros;
    }
    long days = Math.floorDiv(micros, MICROS_PER_DAY);
    long time = Math.floorMod(micros, MICROS_PER_DAY);
    return switch (unit) {
      case MICROSECOND -> micros;
      case MILLISECOND -> micros - time % 1000;
      case SECOND -> micros - time % Interval.MICROS_PER_SECOND;
      case MINUTE -> micros - time % Interval.MICROS_PER_MINUTE;
      case HOUR -> micros - time % Interval.MICROS_PER_HOUR;
      case DAY -> micros - time;
      case WEEK -> DateTimes.timestamp(days - Math.floorMod(days + 3, 7L), 0);
      case MONTH, QUARTER, YEAR, DECADE, CENTURY, MILLENNIUM ->
          DateTimes.timestamp(startOfMonths(unit, days), 0);
      default -> throw unit.notTruncatable(type, unitName);
    };
  }

  private static long startOfMonths(DateTimeUnit unit, long days) {
    long civil = DateTimes.civilFromDays(days);
    int year = DateTimes.year(civil);
    int month = DateTimes.month(civil);
    return switch (unit) {
      case MONTH -> DateTimes.daysFromCivil(year, month, 1);
      case QUARTER -> DateTimes.daysFromCivil(year, (month - 1) / 3 * 3 + 1, 1);
      case YEAR -> DateTimes.daysFromCivil(year, 1, 1);
      case DECADE -> DateTimes.daysFromCivil(Math.floorDiv(year, 10) * 10L, 1, 1);
      case CENTURY -> DateTimes.daysFromCivil(Math.floorDiv(year - 1, 100) * 100L + 1, 1, 1);
      default -> DateTimes.daysFromCivil(Math.floorDiv(year - 1, 1000) * 1000L + 1, 1, 1);
    };
  }

  static Interval truncate(String unitName, Interval value) {
    DateTimeUnit unit = DateTimeUnit.parse(unitName, INTERVAL);
    int months = value.months();
    long micros = value.micros();
    return switch (unit) {
      case MICROSECOND -> value;
      case MILLISECOND -> new Interval(months, value.days(), micros / 1000 * 1000);
      case SECOND -> withTime(value, micros - micros % Interval.MICROS_PER_SECOND);
      case MINUTE -> withTime(value, micros - micros % Interval.MICROS_PER_MINUTE);
      case HOUR -> withTime(value, micros - micros % Interval.MICROS_PER_HOUR);
      case DAY -> withTime(value, 0);
      case MONTH -> new Interval(months, 0, 0);
      case QUARTER -> new Interval(months / 3 * 3, 0, 0);
      case YEAR -> new Interval(months / 12 * 12, 0, 0);
      case DECADE -> new Interval(months / 120 * 120, 0, 0);
      case CENTURY -> new Interval(months / 1200 * 1200, 0, 0);
      case MILLENNIUM -> new Interval(months / 12_000 * 12_000, 0, 0);
      default -> throw unit.notTruncatable(INTERVAL, unitName);
    };
  }

  private static Interval withTime(Interval value, long micros) {
    return new Interval(value.months(), value.days(), micros);
  }
}
