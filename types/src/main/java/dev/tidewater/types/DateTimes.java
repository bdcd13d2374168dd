package dev.tidewater.types;

/**
 * Dates and times as numbers: days and microseconds since 1970-01-01 in the proleptic Gregorian
 * calendar, whose year 0 is 1 BC. The extreme numbers stand for the infinities.
 */
public final class DateTimes {
  public static final int DATE_INFINITY = Integer.MAX_VALUE;
  public static final int DATE_NEGATIVE_INFINITY = Integer.MIN_VALUE;
  public static final long TIMESTAMP_INFINITY = Long.MAX_VALUE;
  public static final long TIMESTAMP_NEGATIVE_INFINITY = Long.MIN_VALUE;

  public static final long MICROS_PER_DAY = Interval.MICROS_PER_DAY;

  /** Days from 1970-01-01 to 2000-01-01, where PostgreSQL counts from. */
  public static final int POSTGRES_EPOCH_DAYS = 10_957;

  public static final long POSTGRES_EPOCH_MICROS = POSTGRES_EPOCH_DAYS * MICROS_PER_DAY;

  /** The first day of PostgreSQL's dates: Julian day 0, 4714-11-24 BC. */
  public static final int MIN_DATE = -2_440_588;

  /** The day after PostgreSQL's last date, 5874897-12-31. */
  public static final int END_DATE = 2_145_042_906;

  public static final long MIN_TIMESTAMP = MIN_DATE * MICROS_PER_DAY;

  /**
   * The instant after the last timestamp, in the year 294247. PostgreSQL, which counts from 2000,
   * goes on for 30 years.
   */
  public static final long END_TIMESTAMP = Long.MAX_VALUE;

  private static final int DAYS_PER_400_YEARS = 146_097;

  /** Days from 0000-03-01 to 1970-01-01. */
  private static final int DAYS_TO_EPOCH = 719_468;

  private DateTimes() {}

  /** Days since 1970-01-01 of a day that exists. */
  public static long daysFromCivil(long year, int month, int day) {
    // Years begin in March here, so that the leap day is the last of the year.
    long marchYear = month <= 2 ? year - 1 : year;
    long era = Math.floorDiv(marchYear, 400);
    long yearOfEra = marchYear - era * 400;
    long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * DAYS_PER_400_YEARS + dayOfEra - DAYS_TO_EPOCH;
  }

  /**
   * Year, month and day of a number of days since 1970-01-01, packed; see {@link #year}, {@link
   * #month}, {@link #day}.
   */
  public static long civilFromDays(long days) {
    long shifted = days + DAYS_TO_EPOCH;
    long era = Math.floorDiv(shifted, DAYS_PER_400_YEARS);
    long dayOfEra = shifted - era * DAYS_PER_400_YEARS;
    long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long monthFromMarch = (5 * dayOfYear + 2) / 153;
    long day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    long month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    return year << 16 | month << 8 | day;
  }

  /** Of a packed day; 0 is 1 BC. */
  public static int year(long civil) {
    return (int) (civil >> 16);
  }

  /** Of a packed day; 1 to 12. */
  public static int month(long civil) {
    return (int) (civil >> 8) & 0xff;
  }

  /** Of a packed day; 1 to 31. */
  public static int day(long civil) {
    return (int) civil & 0xff;
  }

  public static boolean isLeapYear(long year) {
    return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  public static int daysInMonth(long year, int month) {
    return switch (month) {
      case 2 -> isLeapYear(year) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  public static boolean isInfiniteDate(long days) {
    return days == DATE_INFINITY || days == DATE_NEGATIVE_INFINITY;
  }

  public static boolean isInfiniteTimestamp(long micros) {
    return micros == TIMESTAMP_INFINITY || micros == TIMESTAMP_NEGATIVE_INFINITY;
  }

  /** Fails unless a date is finite and within PostgreSQL's range. */
  public static long checkDate(long days) {
    if (days < MIN_DATE || days >= END_DATE) {
      throw new TidewaterException(ErrorCode.DATETIME_FIELD_OVERFLOW, "date out of range");
    }
    return days;
  }

  /** Fails unless a timestamp is finite and within PostgreSQL's range. */
  public static long checkTimestamp(long micros) {
    if (micros < MIN_TIMESTAMP || micros >= END_TIMESTAMP) {
      throw new TidewaterException(ErrorCode.DATETIME_FIELD_OVERFLOW, "timestamp out of range");
    }
    return micros;
  }

  /** Microseconds of a day and a time within it; fails beyond PostgreSQL's range. */
  public static long timestamp(long days, long microsOfDay) {
    if (days < MIN_DATE - 1 || days > END_TIMESTAMP / MICROS_PER_DAY + 1) {
      return checkTimestamp(Long.MIN_VALUE);
    }
    long start = days * MICROS_PER_DAY;
    long sum = start + microsOfDay;
    if (((start ^ sum) & (microsOfDay ^ sum)) < 0) {
      return checkTimestamp(Long.MIN_VALUE);
    }
    return checkTimestamp(sum);
  }
}
