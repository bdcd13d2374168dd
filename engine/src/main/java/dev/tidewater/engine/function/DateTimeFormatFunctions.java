package dev.tidewater.engine.function;

import static dev.tidewater.types.ScalarType.DATE;
import static dev.tidewater.types.ScalarType.FLOAT4;
import static dev.tidewater.types.ScalarType.FLOAT8;
import static dev.tidewater.types.ScalarType.INT4;
import static dev.tidewater.types.ScalarType.INT8;
import static dev.tidewater.types.ScalarType.INTERVAL;
import static dev.tidewater.types.ScalarType.NUMERIC;
import static dev.tidewater.types.ScalarType.TEXT;
import static dev.tidewater.types.ScalarType.TIMESTAMP;
import static dev.tidewater.types.ScalarType.TIMESTAMPTZ;

import dev.tidewater.types.DateTimes;
import dev.tidewater.types.Decimal;
import dev.tidewater.types.Interval;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** {@code to_char}, {@code to_timestamp} and {@code to_date} with templates. */
final class DateTimeFormatFunctions {
  private DateTimeFormatFunctions() {}

  static void declare(Declarations d) {
    d.function("to_char", "A timestamp in the form of a template")
        .takes(TIMESTAMP, TEXT)
        .gives(TEXT)
        .orNull()
        .as(
            Rowwise.bound(
                call -> {
                  DateTimeFormat format = new DateTimeFormat();
                  return args -> {
                    long local = (Long) Rowwise.present(args[0]);
                    String template = (String) Rowwise.present(args[1]);
                    return DateTimes.isInfiniteTimestamp(local)
                        ? null
                        : DateTimeTemplate.print(
                            local, ZoneOffset.UTC, "", format.partsOf(template));
                  };
                }));
    d.function("to_char", "An instant, as clocks of the session show it, in the form of a template")
        .takes(TIMESTAMPTZ, TEXT)
        .gives(TEXT)
        .orNull()
        .stable()
        .as(
            Rowwise.bound(
                call -> {
                  ZoneId zone = call.session().timeZone();
                  DateTimeArithmetic dates = new DateTimeArithmetic(zone);
                  DateTimeFormat format = new DateTimeFormat();
                  return args -> {
                    long instant = (Long) Rowwise.present(args[0]);
                    return DateTimes.isInfiniteTimestamp(instant)
                        ? null
                        : DateTimeTemplate.print(
                            dates.toLocal(instant),
                            dates.offsetAt(instant),
                            ZoneNames.abbreviation(zone, instant),
                            format.partsOf((String) Rowwise.present(args[1])));
                  };
                }));
    d.function("to_char", "An interval in the form of a template")
        .takes(INTERVAL, TEXT)
        .gives(TEXT)
        .as(
            Rowwise.bound(
                call -> {
                  DateTimeFormat format = new DateTimeFormat();
                  return args ->
                      DateTimeTemplate.print(
                          (Interval) Rowwise.present(args[0]),
                          format.partsOf((String) Rowwise.present(args[1])));
                }));
    numbers(d);
    d.function("to_timestamp", "An instant read by a template, local to the session")
        .takes(TEXT, TEXT)
        .gives(TIMESTAMPTZ)
        .stable()
        .as(
            Rowwise.bound(
                call -> {
                  DateTimeArithmetic dates = new DateTimeArithmetic(call.session().timeZone());
                  return args -> {
                    String text = (String) Rowwise.present(args[0]);
                    return DateTimeTemplateReader.read(text, (String) Rowwise.present(args[1]))
                        .instant(dates);
                  };
                }));
    d.function("to_date", "A date read by a template")
        .takes(TEXT, TEXT)
        .gives(DATE)
        .as(
            Rowwise.of(
                (String text, String template) ->
                    (int) DateTimeTemplateReader.read(text, template).days()));
  }

  private static void numbers(Declarations d) {
    d.function("to_char", "A number in the form of a template")
        .takes(NUMERIC, TEXT)
        .gives(TEXT)
        .as(Rowwise.of((Decimal v, String template) -> NumberTemplate.print(v, template)));
    d.function("to_char", "A number in the form of a template")
        .takes(INT4, TEXT)
        .gives(TEXT)
        .as(
            Rowwise.of(
                (Integer v, String template) -> NumberTemplate.print(Decimal.of(v), template)));
    d.function("to_char", "A number in the form of a template")
        .takes(INT8, TEXT)
        .gives(TEXT)
        .as(Rowwise.of((Long v, String template) -> NumberTemplate.print(Decimal.of(v), template)));
    d.function("to_char", "A number in the form of a template")
        .takes(FLOAT4, TEXT)
        .gives(TEXT)
        .as(
            Rowwise.of(
                (Float v, String template) ->
                    NumberTemplate.print(CastFunctions.floatToNumeric(v, 6), template)));
    d.function("to_char", "A number in the form of a template")
        .takes(FLOAT8, TEXT)
        .gives(TEXT)
        .as(
            Rowwise.of(
                (Double v, String template) ->
                    NumberTemplate.print(CastFunctions.floatToNumeric(v, 15), template)));
  }
}
