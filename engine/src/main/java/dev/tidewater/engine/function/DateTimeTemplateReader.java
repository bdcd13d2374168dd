package dev.tidewater.engine.function;

import dev.tidewater.types.DateTimes;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.Interval;
import dev.tidewater.types.TidewaterException;
import java.util.List;
import java.util.Locale;

/** Reads a text by a template of {@code to_timestamp}. One instance reads one text. */
final class DateTimeTemplateReader {
  private final String text;
  private final String template;
  private int at;
  private int year = 1;
  private boolean yearGiven;
  private int month = 1;
  private int day = 1;
  private int dayOfYear;
  private int hour;
  private boolean halfDays;
  private boolean afternoon;
  private int minute;
  private int second;
  private long micros;
  private long secondOfDay = -1;
  private boolean beforeChrist;
  private int offsetSeconds;
  private boolean offsetGiven;
  private boolean offsetNegative;
  private long julian = -1;

  private DateTimeTemplateReader(String text, String template) {
    this.text = text;
    this.template = template;
  }

  static DateTimeTemplateReader read(String text, String template) {
    DateTimeTemplateReader reader = new DateTimeTemplateReader(text, template);
    reader.run();
    return reader;
  }

  private void run() {
    int position = 0;
    while (position < template.length() && at <= text.length()) {
      if (template.startsWith("FM", position) || template.startsWith("FX", position)) {
        position += 2;
        continue;
      }
      char c = template.charAt(position);
      if (c == '"') {
        int close = template.indexOf('"', position + 1);
        int end = close < 0 ? template.length() : close;
        at = Math.min(text.length(), at + end - position - 1);
        position = end + 1;
        continue;
      }
      String field = DateTimeFormat.fieldAt(template, position);
      if (field.isEmpty()) {
        skipSeparator(c);
        position++;
        continue;
      }
      position += field.length();
      boolean adjacent =
          position < template.length() && !DateTimeFormat.fieldAt(template, position).isEmpty();
      skipSpace();
      field(field, adjacent);
      if (template.startsWith("TH", position) || template.startsWith("th", position)) {
        position += 2;
        at = Math.min(text.length(), at + 2);
      }
    }
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  /** A separator in the template takes any separator, or none, in the text. */
  private void skipSeparator(char c) {
    if (Character.isLetterOrDigit(c)) {
      if (at < text.length()) {
        at++;
      }
      return;
    }
    skipSpace();
    if (at < text.length() && !Character.isLetterOrDigit(text.charAt(at)) && !isSign(c)) {
      at++;
    }
  }

  private boolean isSign(char templateCharacter) {
    char c = text.charAt(at);
    boolean digitFollows = at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
    return (c == '+' || c == '-') && digitFollows && templateCharacter == ' ';
  }

  private int number(int width, boolean adjacent, String field) {
    int limit = adjacent ? width : 10;
    int start = at;
    boolean negative = at < text.length() && text.charAt(at) == '-';
    if (negative) {
      at++;
    }
    long value = 0;
    int digits = 0;
    while (at < text.length() && digits < limit && isDigit(text.charAt(at))) {
      value = value * 10 + (text.charAt(at++) - '0');
      digits++;
    }
    if (digits == 0) {
      at = start;
      throw new TidewaterException(
              ErrorCode.INVALID_DATETIME_FORMAT, "invalid value \"{value}\" for \"{field}\"")
          .with("value", text.substring(start, Math.min(text.length(), start + width)))
          .with("field", field)
          .detail("Value must be an integer.");
    }
    if (value > Integer.MAX_VALUE) {
      throw outOfRange();
    }
    return (int) (negative ? -value : value);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private TidewaterException outOfRange() {
    return new TidewaterException(
            ErrorCode.DATETIME_FIELD_OVERFLOW, "date/time field value out of range: \"{value}\"")
        .with("value", text);
  }

  private void field(String field, boolean adjacent) {
    switch (field) {
      case "HH24" -> hour = number(2, adjacent, field);
      case "HH12", "HH" -> {
        hour = number(2, adjacent, field);
        halfDays = true;
        if (hour < 1 || hour > 12) {
          throw new TidewaterException(
                  ErrorCode.INVALID_DATETIME_FORMAT,
                  "hour \"{hour}\" is invalid for the 12-hour clock")
              .with("hour", hour)
              .hint("Use the 24-hour clock, or give an hour between 1 and 12.");
        }
      }
      case "MI" -> minute = number(2, adjacent, field);
      case "SS" -> second = number(2, adjacent, field);
      case "MS", "US", "FF1", "FF2", "FF3", "FF4", "FF5", "FF6" -> fraction(field);
      case "SSSS", "SSSSS" -> secondOfDay = number(5, adjacent, field);
      case "AM", "PM", "am", "pm" -> {
        afternoon = word(List.of("am", "pm"), field) == 1;
        halfDays = true;
      }
      case "A.M.", "P.M.", "a.m.", "p.m." -> {
        afternoon = word(List.of("a.m.", "p.m."), field) == 1;
        halfDays = true;
      }
      case "TZH" -> {
        offsetNegative = at < text.length() && text.charAt(at) == '-';
        if (at < text.length() && text.charAt(at) == '+') {
          at++;
        }
        offsetSeconds += Math.abs(number(2, adjacent, field)) * 3600;
        offsetGiven = true;
      }
      case "TZM" -> {
        offsetSeconds += number(2, adjacent, field) * 60;
        offsetGiven = true;
      }
      default -> dateField(field, adjacent);
    }
  }

  private void fraction(String field) {
    int digits = 0;
    long value = 0;
    int limit = field.equals("MS") ? 3 : field.equals("US") ? 6 : field.charAt(2) - '0';
    while (at < text.length() && digits < limit && isDigit(text.charAt(at))) {
      value = value * 10 + (text.charAt(at++) - '0');
      digits++;
    }
    for (int i = digits; i < 6; i++) {
      value *= 10;
    }
    micros = value;
  }

  /** The number of the word in a list that stands here; names may be cut to three letters. */
  private int word(List<String> words, String field) {
    String rest = text.substring(at).toLowerCase(Locale.ROOT);
    for (int i = 0; i < words.size(); i++) {
      if (rest.startsWith(words.get(i).toLowerCase(Locale.ROOT))) {
        at += words.get(i).length();
        return i;
      }
    }
    throw new TidewaterException(
            ErrorCode.INVALID_DATETIME_FORMAT, "invalid value \"{value}\" for \"{field}\"")
        .with("value", text.substring(at))
        .with("field", field)
        .detail("The given value did not match any of the allowed values for this field.");
  }

  private static List<String> abbreviated(List<String> names) {
    return names.stream().map(name -> name.substring(0, 3)).toList();
  }

  private void dateField(String field, boolean adjacent) {
    switch (field) {
      case "YYYY", "IYYY" -> setYear(number(4, adjacent, field));
      case "YYY", "IYY" -> setYear(expanded(number(3, adjacent, field), 1000));
      case "YY", "IY" -> setYear(expanded(number(2, adjacent, field), 100));
      case "Y", "I" -> setYear(expanded(number(1, adjacent, field), 10));
      case "Y,YYY" -> {
        int thousands = number(1, true, field);
        at++;
        setYear(thousands * 1000 + number(3, adjacent, field));
      }
      case "MM" -> month = number(2, adjacent, field);
      case "DD" -> day = number(2, adjacent, field);
      case "DDD" -> dayOfYear = number(3, adjacent, field);
      case "J" -> julian = number(7, adjacent, field);
      case "MONTH", "Month", "month" -> month = word(DateTimeTemplate.MONTHS, field) + 1;
      case "MON", "Mon", "mon" -> month = word(abbreviated(DateTimeTemplate.MONTHS), field) + 1;
      case "DAY", "Day", "day" -> word(DateTimeTemplate.DAYS, field);
      case "DY", "Dy", "dy" -> word(abbreviated(DateTimeTemplate.DAYS), field);
      case "BC", "AD", "bc", "ad" -> beforeChrist = word(List.of("ad", "bc"), field) == 1;
      case "B.C.", "A.D.", "b.c.", "a.d." ->
          beforeChrist = word(List.of("a.d.", "b.c."), field) == 1;
      default ->
          throw new TidewaterException(
                  ErrorCode.FEATURE_NOT_SUPPORTED,
                  "formatting field \"{field}\" is not supported for input")
              .with("field", field);
    }
  }

  private void setYear(int value) {
    year = value;
    yearGiven = true;
  }

  /** A year of few digits is the one nearest to 2020. */
  private static int expanded(int value, int unit) {
    int base = 2020 / unit * unit;
    int candidate = base + value;
    if (unit == 100) {
      return value < 70 ? 2000 + value : 1900 + value;
    }
    return unit == 1000 && value >= 520 ? candidate - unit : candidate;
  }

  /** Days since 1970-01-01. */
  long days() {
    if (julian >= 0) {
      return DateTimes.checkDate(julian + DateTimes.MIN_DATE);
    }
    int counted = beforeChrist ? 1 - year : year;
    if (yearGiven && year < 0) {
      counted = year + 1;
    }
    if (yearGiven && year == 0 && !beforeChrist) {
      counted = 0;
    }
    if (dayOfYear > 0) {
      return DateTimes.daysFromCivil(counted, 1, 1) + dayOfYear - 1;
    }
    if (month < 1 || month > 12 || day < 1 || day > DateTimes.daysInMonth(counted, month)) {
      throw outOfRange();
    }
    return DateTimes.checkDate(DateTimes.daysFromCivil(counted, month, day));
  }

  private long timeOfDay() {
    if (secondOfDay >= 0) {
      return secondOfDay * Interval.MICROS_PER_SECOND + micros;
    }
    int hours = halfDays ? hour % 12 + (afternoon ? 12 : 0) : hour;
    if (hours < 0 || hours > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
      throw outOfRange();
    }
    return (hours * 60L + minute) * Interval.MICROS_PER_MINUTE
        + second * Interval.MICROS_PER_SECOND
        + micros;
  }

  /** Microseconds since 1970-01-01 UTC; local to the zone unless the text has an offset. */
  long instant(DateTimeArithmetic dates) {
    long local = DateTimes.timestamp(days(), timeOfDay());
    if (!offsetGiven) {
      return dates.toInstant(local);
    }
    long offset = offsetNegative ? -offsetSeconds : offsetSeconds;
    return DateTimes.checkTimestamp(local - offset * Interval.MICROS_PER_SECOND);
  }
}
