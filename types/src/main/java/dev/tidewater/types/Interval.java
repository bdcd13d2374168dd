package dev.tidewater.types;

/**
 * A span of time as PostgreSQL has it: months, days and microseconds kept apart, because months and
 * days differ in length.
 *
 * <p>Order ({@link #compareTo}) takes a month as 30 days and a day as 24 hours, so that intervals
 * may compare as equal although their parts, and {@link #equals}, differ.
 */
public record Interval(int months, int days, long micros) implements Comparable<Interval> {
  public static final long MICROS_PER_SECOND = 1_000_000L;
  public static final long MICROS_PER_MINUTE = 60 * MICROS_PER_SECOND;
  public static final long MICROS_PER_HOUR = 60 * MICROS_PER_MINUTE;
  public static final long MICROS_PER_DAY = 24 * MICROS_PER_HOUR;
  public static final int DAYS_PER_MONTH = 30;
  public static final int MONTHS_PER_YEAR = 12;

  public static final Interval ZERO = new Interval(0, 0, 0);

  /** High half of the length in microseconds as a 128-bit number. */
  public static long totalHigh(int months, int days, long micros) {
    long allDays = (long) months * DAYS_PER_MONTH + days;
    long low = allDays * MICROS_PER_DAY;
    long high = Math.multiplyHigh(allDays, MICROS_PER_DAY);
    long sum = low + micros;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    return high + (micros >> 63) + carry;
  }

  /** Low half of the length in microseconds as a 128-bit number. */
  public static long totalLow(int months, int days, long micros) {
    return ((long) months * DAYS_PER_MONTH + days) * MICROS_PER_DAY + micros;
  }

  @Override
  public int compareTo(Interval other) {
    int byHigh =
        Long.compare(
            totalHigh(months, days, micros), totalHigh(other.months, other.days, other.micros));
    return byHigh != 0
        ? byHigh
        : Long.compareUnsigned(
            totalLow(months, days, micros), totalLow(other.months, other.days, other.micros));
  }
}
