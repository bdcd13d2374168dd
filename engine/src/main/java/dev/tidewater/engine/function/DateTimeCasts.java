package dev.tidewater.engine.function;

import static dev.tidewater.engine.function.CastContext.ASSIGNMENT;
import static dev.tidewater.engine.function.CastContext.IMPLICIT;
import static dev.tidewater.types.ScalarType.DATE;
import static dev.tidewater.types.ScalarType.INTERVAL;
import static dev.tidewater.types.ScalarType.MZ_TIMESTAMP;
import static dev.tidewater.types.ScalarType.TIME;
import static dev.tidewater.types.ScalarType.TIMESTAMP;
import static dev.tidewater.types.ScalarType.TIMESTAMPTZ;

import dev.tidewater.types.DateTimes;
import dev.tidewater.types.Interval;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.format.Modifiers;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Casts between dates, times, timestamps and intervals; fractional seconds are rounded. */
final class DateTimeCasts {
  private static final long MICROS_PER_MILLISECOND = 1000;

  private DateTimeCasts() {}

  static void declare(Declarations d) {
    d.cast(DATE, TIMESTAMP, IMPLICIT, rounded((zone, v) -> DateTimeArithmetic.dateToTimestamp(v)));
    zoned(
        d,
        DATE,
        TIMESTAMPTZ,
        IMPLICIT,
        rounded((zone, v) -> zone.toInstant(DateTimeArithmetic.dateToTimestamp(v))));
    zoned(d, TIMESTAMP, TIMESTAMPTZ, IMPLICIT, rounded((zone, v) -> zone.toInstant(v)));
    zoned(d, TIMESTAMPTZ, TIMESTAMP, ASSIGNMENT, rounded((zone, v) -> zone.toLocal(v)));
    d.cast(
        TIMESTAMP, DATE, ASSIGNMENT, Rowwise.of((Long v) -> DateTimeArithmetic.timestampToDate(v)));
    zoned(
        d,
        TIMESTAMPTZ,
        DATE,
        ASSIGNMENT,
        withZone((zone, v) -> DateTimeArithmetic.timestampToDate(zone.toLocal(v))));
    d.cast(TIMESTAMP, TIME, ASSIGNMENT, rounded((zone, v) -> timeOf(v)));
    zoned(d, TIMESTAMPTZ, TIME, ASSIGNMENT, rounded((zone, v) -> timeOf(zone.toLocal(v))));
    d.cast(TIME, INTERVAL, IMPLICIT, Rowwise.of((Long v) -> new Interval(0, 0, v)));
    d.cast(
        INTERVAL,
        TIME,
        ASSIGNMENT,
        Rowwise.of((Interval v) -> Math.floorMod(v.micros(), DateTimes.MICROS_PER_DAY)));
    d.cast(TIME, TIME, IMPLICIT, rounded((zone, v) -> v));
    d.cast(TIMESTAMP, TIMESTAMP, IMPLICIT, rounded((zone, v) -> v));
    d.cast(TIMESTAMPTZ, TIMESTAMPTZ, IMPLICIT, rounded((zone, v) -> v));
    d.cast(
        INTERVAL,
        INTERVAL,
        IMPLICIT,
        Rowwise.bound(
            call ->
                args ->
                    Modifiers.roundInterval(
                        (Interval) Rowwise.present(args[0]), call.scalarResult())));
    d.cast(
        MZ_TIMESTAMP,
        TIMESTAMPTZ,
        ASSIGNMENT,
        Rowwise.of((Long v) -> DateTimes.checkTimestamp(multiplied(v))));
    d.cast(
        MZ_TIMESTAMP,
        TIMESTAMP,
        ASSIGNMENT,
        Rowwise.of((Long v) -> DateTimes.checkTimestamp(multiplied(v))));
    d.cast(TIMESTAMPTZ, MZ_TIMESTAMP, ASSIGNMENT, Rowwise.of((Long v) -> toMilliseconds(v)));
    d.cast(TIMESTAMP, MZ_TIMESTAMP, ASSIGNMENT, Rowwise.of((Long v) -> toMilliseconds(v)));
  }

  private static long multiplied(long millis) {
    return millis > DateTimes.END_TIMESTAMP / MICROS_PER_MILLISECOND
        ? DateTimes.TIMESTAMP_INFINITY
        : millis * MICROS_PER_MILLISECOND;
  }

  private static Long toMilliseconds(long micros) {
    if (micros < 0 || micros == DateTimes.TIMESTAMP_INFINITY) {
      throw LongArithmetic.outOfRange(MZ_TIMESTAMP);
    }
    return micros / MICROS_PER_MILLISECOND;
  }

  private static void zoned(
      Declarations d,
      ScalarType from,
      ScalarType to,
      CastContext context,
      Implementation implementation) {
    d.cast(from, to, context, Volatility.STABLE, implementation);
  }

  private static @Nullable Long timeOf(long local) {
    return DateTimes.isInfiniteTimestamp(local)
        ? null
        : (Long) Math.floorMod(local, DateTimes.MICROS_PER_DAY);
  }

  private static Implementation withZone(BiFunction<DateTimeArithmetic, Long, Object> function) {
    return Rowwise.bound(
        call -> {
          DateTimeArithmetic dates = new DateTimeArithmetic(call.session().timeZone());
          return args -> function.apply(dates, ((Number) Rowwise.present(args[0])).longValue());
        });
  }

  private static Implementation rounded(
      BiFunction<DateTimeArithmetic, Long, @Nullable Long> function) {
    return Rowwise.bound(
        call -> {
          DateTimeArithmetic dates = new DateTimeArithmetic(call.session().timeZone());
          return args -> {
            Long micros = function.apply(dates, ((Number) Rowwise.present(args[0])).longValue());
            return micros == null ? null : Modifiers.roundMicros(micros, call.scalarResult());
          };
        });
  }
}
