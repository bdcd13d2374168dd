package dev.tidewater.engine.function;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.Locale;

/** The fields of dates and times that {@code extract} and {@code date_trunc} know. */
enum DateTimeUnit {
  MICROSECOND,
  MILLISECOND,
  SECOND,
  MINUTE,
  HOUR,
  DAY,
  WEEK,
  MONTH,
  QUARTER,
  YEAR,
  DECADE,
  CENTURY,
  MILLENNIUM,
  ISOYEAR,
  JULIAN,
  DOW,
  ISODOW,
  DOY,
  EPOCH,
  TIMEZONE,
  TIMEZONE_HOUR,
  TIMEZONE_MINUTE;

  /** The unit of a name; {@code type} is for the error. */
  static DateTimeUnit parse(String name, String type) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "us",
          "usec",
          "usecs",
          "usecond",
          "useconds",
          "microsecond",
          "microseconds",
          "microsecon" ->
          MICROSECOND;
      case "ms",
          "msec",
          "msecs",
          "msecond",
          "mseconds",
          "millisecond",
          "milliseconds",
          "millisecon" ->
          MILLISECOND;
      case "s", "sec", "secs", "second", "seconds" -> SECOND;
      case "m", "min", "mins", "minute", "minutes" -> MINUTE;
      case "h", "hr", "hrs", "hour", "hours" -> HOUR;
      case "d", "day", "days" -> DAY;
      case "w", "week", "weeks" -> WEEK;
      case "mon", "mons", "month", "months" -> MONTH;
      case "qtr", "quarter", "quarters" -> QUARTER;
      case "y", "yr", "yrs", "year", "years" -> YEAR;
      case "dec", "decs", "decade", "decades" -> DECADE;
      case "c", "cent", "century", "centuries" -> CENTURY;
      case "mil", "mils", "millennia", "millennium" -> MILLENNIUM;
      case "isoyear" -> ISOYEAR;
      case "j", "jd", "julian" -> JULIAN;
      case "dow" -> DOW;
      case "isodow" -> ISODOW;
      case "doy" -> DOY;
      case "epoch" -> EPOCH;
      case "timezone" -> TIMEZONE;
      case "timezone_h", "timezone_hour" -> TIMEZONE_HOUR;
      case "timezone_m", "timezone_minute" -> TIMEZONE_MINUTE;
      default -> throw unrecognized(type, name);
    };
  }

  private static TidewaterException unrecognized(String type, String name) {
    return new TidewaterException(
            ErrorCode.INVALID_PARAMETER_VALUE, "unit \"{unit}\" not recognized for type {type}")
        .with("unit", name.toLowerCase(Locale.ROOT))
        .with("type", type);
  }

  /** Truncating does not even know the names of fields that are no lengths of time. */
  TidewaterException notTruncatable(String type, String name) {
    return switch (this) {
      case DOW, ISODOW, DOY, EPOCH, ISOYEAR, JULIAN -> unrecognized(type, name);
      default -> unsupported(type, name);
    };
  }

  TidewaterException unsupported(String type, String name) {
    return new TidewaterException(
            ErrorCode.FEATURE_NOT_SUPPORTED, "unit \"{unit}\" not supported for type {type}")
        .with("unit", name.toLowerCase(Locale.ROOT))
        .with("type", type);
  }

  /** Fields that grow for ever, which of an infinity are infinite; the others are NULL. */
  boolean isMonotone() {
    return switch (this) {
      case YEAR, DECADE, CENTURY, MILLENNIUM, ISOYEAR, JULIAN, EPOCH -> true;
      default -> false;
    };
  }
}
