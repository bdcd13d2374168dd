package dev.tidewater.engine.function;

import static dev.tidewater.types.ScalarType.BOOLEAN;
import static dev.tidewater.types.ScalarType.DATE;
import static dev.tidewater.types.ScalarType.FLOAT8;
import static dev.tidewater.types.ScalarType.INT4;
import static dev.tidewater.types.ScalarType.INTERVAL;
import static dev.tidewater.types.ScalarType.NUMERIC;
import static dev.tidewater.types.ScalarType.TEXT;
import static dev.tidewater.types.ScalarType.TIME;
import static dev.tidewater.types.ScalarType.TIMESTAMP;
import static dev.tidewater.types.ScalarType.TIMESTAMPTZ;

import dev.tidewater.types.DateTimes;
import dev.tidewater.types.Decimal;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.Interval;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.format.TimeZones;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operators and functions on dates, times and intervals. */
final class DateTimeFunctions {
  private DateTimeFunctions() {}

  /** A function that also needs the session's time zone. */
  @FunctionalInterface
  private interface Zoned {
    @Nullable Object apply(DateTimeArithmetic dates, @Nullable Object[] args);
  }

  private static Implementation zoned(Zoned function) {
    return Rowwise.bound(
        call -> {
          DateTimeArithmetic dates = new DateTimeArithmetic(call.session().timeZone());
          return args -> function.apply(dates, args);
        });
  }

  private static long instant(@Nullable Object[] args, int index) {
    return (Long) Rowwise.present(args[index]);
  }

  private static Interval interval(@Nullable Object[] args, int index) {
    return (Interval) Rowwise.present(args[index]);
  }

  private static String text(@Nullable Object[] args, int index) {
    return (String) Rowwise.present(args[index]);
  }

  static void declare(Declarations d) {
    dateOperators(d);
    timestampOperators(d);
    instantOperators(d);
    timeOperators(d);
    intervalOperators(d);
    extraction(d);
    truncation(d);
    construction(d);
    zones(d);
    others(d);
  }

  private static void infix(
      Declarations d,
      String symbol,
      SqlType left,
      SqlType right,
      SqlType result,
      Implementation implementation) {
    String description = symbol.equals("+") ? "Adds" : symbol.equals("-") ? "Subtracts" : "Scales";
    d.operator(symbol, description).takes(left, right).gives(result).as(implementation);
  }

  private static void dateOperators(Declarations d) {
    infix(d, "+", DATE, INT4, DATE, Rowwise.of((Integer date, Integer n) -> addDays(date, n)));
    infix(d, "+", INT4, DATE, DATE, Rowwise.of((Integer n, Integer date) -> addDays(date, n)));
    infix(
        d,
        "-",
        DATE,
        INT4,
        DATE,
        Rowwise.of((Integer date, Integer n) -> addDays(date, -(long) n)));
    infix(d, "-", DATE, DATE, INT4, Rowwise.of(DateTimeFunctions::daysBetween));
    infix(d, "+", DATE, TIME, TIMESTAMP, Rowwise.of(DateTimeFunctions::atTime));
    infix(d, "+", TIME, DATE, TIMESTAMP, Rowwise.of((Long t, Integer date) -> atTime(date, t)));
    infix(
        d,
        "+",
        DATE,
        INTERVAL,
        TIMESTAMP,
        Rowwise.of((Integer date, Interval i) -> DateTimeArithmetic.add(midnight(date), i)));
    infix(
        d,
        "+",
        INTERVAL,
        DATE,
        TIMESTAMP,
        Rowwise.of((Interval i, Integer date) -> DateTimeArithmetic.add(midnight(date), i)));
    infix(
        d,
        "-",
        DATE,
        INTERVAL,
        TIMESTAMP,
        Rowwise.of(
            (Integer date, Interval i) ->
                DateTimeArithmetic.add(midnight(date), DateTimeArithmetic.negate(i))));
  }

  private static long midnight(int date) {
    return DateTimeArithmetic.dateToTimestamp(date);
  }

  private static Integer addDays(int date, long days) {
    return DateTimes.isInfiniteDate(date) ? date : (int) DateTimes.checkDate(date + days);
  }

  private static Integer daysBetween(Integer later, Integer earlier) {
    if (DateTimes.isInfiniteDate(later) || DateTimes.isInfiniteDate(earlier)) {
      throw new TidewaterException(
          ErrorCode.DATETIME_FIELD_OVERFLOW, "cannot subtract infinite dates");
    }
    return later - earlier;
  }

  private static Long atTime(Integer date, Long time) {
    long start = midnight(date);
    return DateTimes.isInfiniteTimestamp(start) ? start : DateTimes.timestamp(date, time);
  }

  private static void timestampOperators(Declarations d) {
    infix(
        d,
        "+",
        TIMESTAMP,
        INTERVAL,
        TIMESTAMP,
        Rowwise.of((Long t, Interval i) -> DateTimeArithmetic.add(t, i)));
    infix(
        d,
        "+",
        INTERVAL,
        TIMESTAMP,
        TIMESTAMP,
        Rowwise.of((Interval i, Long t) -> DateTimeArithmetic.add(t, i)));
    infix(
        d,
        "-",
        TIMESTAMP,
        INTERVAL,
        TIMESTAMP,
        Rowwise.of(
            (Long t, Interval i) -> DateTimeArithmetic.add(t, DateTimeArithmetic.negate(i))));
    infix(
        d,
        "-",
        TIMESTAMP,
        TIMESTAMP,
        INTERVAL,
        Rowwise.of((Long a, Long b) -> DateTimeArithmetic.difference(a, b)));
    infix(
        d,
        "-",
        TIMESTAMPTZ,
        TIMESTAMPTZ,
        INTERVAL,
        Rowwise.of((Long a, Long b) -> DateTimeArithmetic.difference(a, b)));
  }

  private static void instantOperators(Declarations d) {
    d.operator("+", "Adds")
        .takes(TIMESTAMPTZ, INTERVAL)
        .gives(TIMESTAMPTZ)
        .stable()
        .as(zoned((dates, args) -> dates.addToInstant(instant(args, 0), interval(args, 1))));
    d.operator("+", "Adds")
        .takes(INTERVAL, TIMESTAMPTZ)
        .gives(TIMESTAMPTZ)
        .stable()
        .as(zoned((dates, args) -> dates.addToInstant(instant(args, 1), interval(args, 0))));
    d.operator("-", "Subtracts")
        .takes(TIMESTAMPTZ, INTERVAL)
        .gives(TIMESTAMPTZ)
        .stable()
        .as(
            zoned(
                (dates, args) ->
                    dates.addToInstant(
                        instant(args, 0), DateTimeArithmetic.negate(interval(args, 1)))));
  }

  private static long wrapped(long micros) {
    return Math.floorMod(micros, DateTimes.MICROS_PER_DAY);
  }

  private static void timeOperators(Declarations d) {
    infix(
        d,
        "+",
        TIME,
        INTERVAL,
        TIME,
        Rowwise.of((Long t, Interval i) -> wrapped(t + wrapped(i.micros()))));
    infix(
        d,
        "+",
        INTERVAL,
        TIME,
        TIME,
        Rowwise.of((Interval i, Long t) -> wrapped(t + wrapped(i.micros()))));
    infix(
        d,
        "-",
        TIME,
        INTERVAL,
        TIME,
        Rowwise.of((Long t, Interval i) -> wrapped(t - wrapped(i.micros()))));
    infix(d, "-", TIME, TIME, INTERVAL, Rowwise.of((Long a, Long b) -> new Interval(0, 0, a - b)));
  }

  private static void intervalOperators(Declarations d) {
    infix(
        d,
        "+",
        INTERVAL,
        INTERVAL,
        INTERVAL,
        Rowwise.of((Interval a, Interval b) -> DateTimeArithmetic.add(a, b)));
    infix(
        d,
        "-",
        INTERVAL,
        INTERVAL,
        INTERVAL,
        Rowwise.of((Interval a, Interval b) -> DateTimeArithmetic.subtract(a, b)));
    d.operator("-", "Negates")
        .takes(INTERVAL)
        .gives(INTERVAL)
        .as(Rowwise.of((Interval v) -> DateTimeArithmetic.negate(v)));
    infix(
        d,
        "*",
        INTERVAL,
        FLOAT8,
        INTERVAL,
        Rowwise.of((Interval i, Double f) -> DateTimeArithmetic.multiply(i, f)));
    infix(
        d,
        "*",
        FLOAT8,
        INTERVAL,
        INTERVAL,
        Rowwise.of((Double f, Interval i) -> DateTimeArithmetic.multiply(i, f)));
    infix(
        d,
        "/",
        INTERVAL,
        FLOAT8,
        INTERVAL,
        Rowwise.of((Interval i, Double f) -> DateTimeArithmetic.divide(i, f)));
  }

  /** {@code extract} gives a numeric, the older {@code date_part} the same as a double. */
  private static void field(Declarations d, SqlType type, boolean zoned, Zoned function) {
    var extract =
        d.function("extract", "A field of a date or time").takes(TEXT, type).gives(NUMERIC);
    (zoned ? extract.orNull().stable() : extract.orNull()).as(zoned(function));
    var part = d.function("date_part", "A field of a date or time").takes(TEXT, type).gives(FLOAT8);
    (zoned ? part.orNull().stable() : part.orNull())
        .as(
            zoned(
                (dates, args) -> {
                  Object value = function.apply(dates, args);
                  return value == null ? null : (Object) ((Decimal) value).doubleValue();
                }));
  }

  private static void extraction(Declarations d) {
    field(
        d,
        TIMESTAMP,
        false,
        (dates, args) -> DateTimeFields.ofTimestamp(text(args, 0), instant(args, 1)));
    field(
        d,
        TIMESTAMPTZ,
        true,
        (dates, args) -> DateTimeFields.ofInstant(text(args, 0), instant(args, 1), dates));
    field(
        d,
        DATE,
        false,
        (dates, args) -> DateTimeFields.ofDate(text(args, 0), (Integer) Rowwise.present(args[1])));
    field(d, TIME, false, (dates, args) -> DateTimeFields.ofTime(text(args, 0), instant(args, 1)));
    field(
        d,
        INTERVAL,
        false,
        (dates, args) -> DateTimeFields.ofInterval(text(args, 0), interval(args, 1)));
  }

  private static void truncation(Declarations d) {
    d.function("date_trunc", "The start of the unit that a time lies in")
        .takes(TEXT, TIMESTAMP)
        .gives(TIMESTAMP)
        .as(
            Rowwise.of(
                (String unit, Long t) ->
                    DateTimeFields.truncate(unit, t, DateTimeFields.TIMESTAMP)));
    d.function("date_trunc", "The start of the unit that a time lies in")
        .takes(TEXT, TIMESTAMPTZ)
        .gives(TIMESTAMPTZ)
        .stable()
        .as(zoned((dates, args) -> truncate(dates, text(args, 0), instant(args, 1))));
    d.function("date_trunc", "The start of the unit that a time lies in, in a time zone")
        .takes(TEXT, TIMESTAMPTZ, TEXT)
        .gives(TIMESTAMPTZ)
        .as(
            Rowwise.of(
                (String unit, Long t, String zone) ->
                    truncate(new DateTimeArithmetic(TimeZones.parse(zone)), unit, t)));
    d.function("date_trunc", "An interval cut to whole units")
        .takes(TEXT, INTERVAL)
        .gives(INTERVAL)
        .as(Rowwise.of((String unit, Interval i) -> DateTimeFields.truncate(unit, i)));
    for (ScalarType type : List.of(TIMESTAMP, TIMESTAMPTZ)) {
      d.function("date_bin", "The start of the bin, counted from an origin, that a time lies in")
          .takes(INTERVAL, type, type)
          .gives(type)
          .as(
              Rowwise.of(
                  (Interval i, Long t, Long origin) -> DateTimeArithmetic.bin(i, t, origin)));
    }
  }

  private static Object truncate(DateTimeArithmetic dates, String unit, long instant) {
    long local = DateTimeFields.truncate(unit, dates.toLocal(instant), DateTimeFields.TIMESTAMPTZ);
    DateTimeUnit parsed = DateTimeUnit.parse(unit, DateTimeFields.TIMESTAMPTZ);
    return switch (parsed) {
      // Below a day the offset of the instant itself counts, also where clocks change.
      case MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR ->
          DateTimes.isInfiniteTimestamp(instant)
              ? instant
              : (Object) (instant - (dates.toLocal(instant) - local));
      default -> dates.toInstant(local);
    };
  }

  private static void construction(Declarations d) {
    d.function("make_date", "A date of year, month and day")
        .takes(INT4, INT4, INT4)
        .gives(DATE)
        .as(Rowwise.of((Integer y, Integer m, Integer day) -> (int) makeDays(y, m, day)));
    d.function("make_time", "A time of hour, minute and second")
        .takes(INT4, INT4, FLOAT8)
        .gives(TIME)
        .as(Rowwise.of((Integer h, Integer m, Double s) -> makeTime(h, m, s)));
    d.function("make_timestamp", "A timestamp of year, month, day, hour, minute and second")
        .takes(INT4, INT4, INT4, INT4, INT4, FLOAT8)
        .gives(TIMESTAMP)
        .as(Rowwise.ofAll(DateTimeFunctions::makeTimestamp));
    d.function("make_timestamptz", "An instant of local year, month, day, hour, minute and second")
        .takes(INT4, INT4, INT4, INT4, INT4, FLOAT8)
        .gives(TIMESTAMPTZ)
        .stable()
        .as(zoned((dates, args) -> dates.toInstant(makeTimestamp(args))));
    d.function("make_timestamptz", "An instant of year, month, day, hour, minute, second in a zone")
        .takes(INT4, INT4, INT4, INT4, INT4, FLOAT8, TEXT)
        .gives(TIMESTAMPTZ)
        .as(
            Rowwise.ofAll(
                args ->
                    new DateTimeArithmetic(inputZone(text(args, 6)))
                        .toInstant(makeTimestamp(args))));
    d.function("make_interval", "Of years, months, weeks, days, hours, minutes, seconds")
        .takes(INT4, INT4, INT4, INT4, INT4, INT4, FLOAT8)
        .gives(INTERVAL)
        .as(Rowwise.ofAll(DateTimeFunctions::makeInterval));
    d.function("to_timestamp", "The instant so many seconds after 1970-01-01 00:00 UTC")
        .takes(FLOAT8)
        .gives(TIMESTAMPTZ)
        .as(Rowwise.of(DateTimeFunctions::fromEpoch));
  }

  /** In function arguments an offset's sign is as in timestamps: positive east of Greenwich. */
  private static ZoneId inputZone(String name) {
    ZoneId zone = TimeZones.parse(name);
    boolean offset = name.startsWith("+") || name.startsWith("-");
    return offset && zone instanceof ZoneOffset fixed
        ? ZoneOffset.ofTotalSeconds(-fixed.getTotalSeconds())
        : zone;
  }

  private static TidewaterException dateOutOfRange(Object year, Object month, Object day) {
    return new TidewaterException(
            ErrorCode.DATETIME_FIELD_OVERFLOW,
            "date field value out of range: {year}-{month}-{day}")
        .with("year", year)
        .with("month", twoDigits(month))
        .with("day", twoDigits(day));
  }

  private static String twoDigits(Object number) {
    String digits = String.valueOf(number);
    return digits.length() == 1 ? "0" + digits : digits;
  }

  private static long makeDays(int year, int month, int day) {
    // A negative year counts before Christ.
    int counted = year < 0 ? year + 1 : year;
    if (year == 0
        || month < 1
        || month > 12
        || day < 1
        || day > DateTimes.daysInMonth(counted, month)) {
      throw dateOutOfRange(year, month, day);
    }
    return DateTimes.checkDate(DateTimes.daysFromCivil(counted, month, day));
  }

  private static long makeTime(int hour, int minute, double second) {
    boolean valid =
        hour >= 0
            && minute >= 0
            && minute <= 59
            && second >= 0
            && second <= 60
            && (hour < 24 || (hour == 24 && minute == 0 && second == 0));
    if (!valid) {
      throw new TidewaterException(
              ErrorCode.DATETIME_FIELD_OVERFLOW,
              "time field value out of range: {hour}:{minute}:{second}")
          .with("hour", hour)
          .with("minute", String.format(java.util.Locale.ROOT, "%02d", minute))
          .with("second", secondText(second));
    }
    return (hour * 60L + minute) * Interval.MICROS_PER_MINUTE + (long) Math.rint(second * 1e6);
  }

  private static String secondText(double second) {
    String text = Double.toString(second);
    String trimmed = text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    return trimmed.length() < 2 ? "0" + trimmed : trimmed;
  }

  private static Long makeTimestamp(@Nullable Object[] args) {
    long days = makeDays(integer(args, 0), integer(args, 1), integer(args, 2));
    long time = makeTime(integer(args, 3), integer(args, 4), (Double) Rowwise.present(args[5]));
    return DateTimes.timestamp(days, time);
  }

  private static int integer(@Nullable Object[] args, int index) {
    return (Integer) Rowwise.present(args[index]);
  }

  private static Object makeInterval(@Nullable Object[] args) {
    try {
      int months = Math.addExact(Math.multiplyExact(integer(args, 0), 12), integer(args, 1));
      int days = Math.addExact(Math.multiplyExact(integer(args, 2), 7), integer(args, 3));
      long micros =
          integer(args, 4) * Interval.MICROS_PER_HOUR
              + integer(args, 5) * Interval.MICROS_PER_MINUTE
              + (long) Math.rint((Double) Rowwise.present(args[6]) * 1e6);
      return new Interval(months, days, micros);
    } catch (ArithmeticException e) {
      throw DateTimeArithmetic.intervalOutOfRange();
    }
  }

  private static Long fromEpoch(Double seconds) {
    if (Double.isNaN(seconds)) {
      throw new TidewaterException(ErrorCode.DATETIME_FIELD_OVERFLOW, "timestamp cannot be NaN");
    }
    if (Double.isInfinite(seconds)) {
      return seconds > 0 ? DateTimes.TIMESTAMP_INFINITY : DateTimes.TIMESTAMP_NEGATIVE_INFINITY;
    }
    double micros = Math.rint(seconds * 1e6);
    if (micros < DateTimes.MIN_TIMESTAMP || micros >= DateTimes.END_TIMESTAMP) {
      throw new TidewaterException(
              ErrorCode.DATETIME_FIELD_OVERFLOW, "timestamp out of range: \"{value}\"")
          .with("value", seconds);
    }
    return (long) micros;
  }

  private static void zones(Declarations d) {
    d.function("timezone", "The instant at which clocks of a zone show this: AT TIME ZONE")
        .takes(TEXT, TIMESTAMP)
        .gives(TIMESTAMPTZ)
        .as(
            Rowwise.of(
                (String z, Long t) -> new DateTimeArithmetic(TimeZones.parse(z)).toInstant(t)));
    d.function("timezone", "What clocks of a zone show at an instant: AT TIME ZONE")
        .takes(TEXT, TIMESTAMPTZ)
        .gives(TIMESTAMP)
        .as(
            Rowwise.of(
                (String z, Long t) -> new DateTimeArithmetic(TimeZones.parse(z)).toLocal(t)));
    d.function("timezone", "The instant at which clocks ahead of UTC by an interval show this")
        .takes(INTERVAL, TIMESTAMP)
        .gives(TIMESTAMPTZ)
        .as(Rowwise.of((Interval z, Long t) -> offset(z).toInstant(t)));
    d.function("timezone", "What clocks ahead of UTC by an interval show at an instant")
        .takes(INTERVAL, TIMESTAMPTZ)
        .gives(TIMESTAMP)
        .as(Rowwise.of((Interval z, Long t) -> offset(z).toLocal(t)));
  }

  private static DateTimeArithmetic offset(Interval zone) {
    if (zone.months() != 0 || zone.days() != 0) {
      throw new TidewaterException(
          ErrorCode.INVALID_PARAMETER_VALUE, "interval time zone must not include months or days");
    }
    long seconds = zone.micros() / Interval.MICROS_PER_SECOND;
    if (Math.abs(seconds) > 18 * 3600) {
      throw new TidewaterException(
          ErrorCode.INVALID_TIME_ZONE_DISPLACEMENT_VALUE, "time zone displacement out of range");
    }
    return new DateTimeArithmetic(ZoneOffset.ofTotalSeconds((int) seconds));
  }

  private static void others(Declarations d) {
    d.function("age", "Years, months, days and time between two timestamps")
        .takes(TIMESTAMP, TIMESTAMP)
        .gives(INTERVAL)
        .as(Rowwise.of((Long a, Long b) -> DateTimeArithmetic.age(a, b)));
    d.function("age", "Years, months, days and time between two instants")
        .takes(TIMESTAMPTZ, TIMESTAMPTZ)
        .gives(INTERVAL)
        .stable()
        .as(
            zoned(
                (dates, args) ->
                    DateTimeArithmetic.age(
                        dates.toLocal(instant(args, 0)), dates.toLocal(instant(args, 1)))));
    d.function("justify_hours", "24 hours made days")
        .takes(INTERVAL)
        .gives(INTERVAL)
        .as(Rowwise.of((Interval v) -> DateTimeArithmetic.justifyHours(v)));
    d.function("justify_days", "30 days made months")
        .takes(INTERVAL)
        .gives(INTERVAL)
        .as(Rowwise.of((Interval v) -> DateTimeArithmetic.justifyDays(v)));
    d.function("justify_interval", "Hours made days, days made months, of one sign")
        .takes(INTERVAL)
        .gives(INTERVAL)
        .as(Rowwise.of((Interval v) -> DateTimeArithmetic.justify(v)));
    d.function("isfinite", "Whether it is no infinity")
        .takes(DATE)
        .gives(BOOLEAN)
        .as(Rowwise.of((Integer v) -> !DateTimes.isInfiniteDate(v)));
    for (ScalarType type : List.of(TIMESTAMP, TIMESTAMPTZ)) {
      d.function("isfinite", "Whether it is no infinity")
          .takes(type)
          .gives(BOOLEAN)
          .as(Rowwise.of((Long v) -> !DateTimes.isInfiniteTimestamp(v)));
    }
    d.function("isfinite", "Intervals always are")
        .takes(INTERVAL)
        .gives(BOOLEAN)
        .as(Rowwise.of((Interval v) -> true));
  }
}
