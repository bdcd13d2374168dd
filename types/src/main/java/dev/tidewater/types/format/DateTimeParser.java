package dev.tidewater.types.format;

import dev.tidewater.types.DateTimes;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.Interval;
import dev.tidewater.types.TidewaterException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the usual notations of dates and times: ISO 8601 with and without separators, month names,
 * month/day/year with slashes, AM and PM, BC, offsets and zone names, epoch and the infinities.
 *
 * <p>Words that ask for the clock (now, today) are not taken. One instance reads one text.
 */
public final class DateTimeParser {
  private static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");
  private static final List<String> WEEKDAYS =
      List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

  /** Two-digit years from here on are in the 1900s, those below in the 2000s. */
  private static final int PIVOT_YEAR = 70;

  /** Longest text that is looked at; PostgreSQL's limit is of this size. */
  private static final int MAX_LENGTH = 150;

  private static final int UNSET = Integer.MIN_VALUE;

  private enum HalfDay {
    AM,
    PM
  }

  private enum Special {
    INFINITY,
    NEGATIVE_INFINITY,
    EPOCH
  }

  private final String text;
  private final String type;
  private int at;
  private int year = UNSET;
  private int month = UNSET;
  private int day = UNSET;
  private long time = -1;
  private boolean beforeChrist;
  private @Nullable HalfDay halfDay;
  private @Nullable ZoneId zone;
  private @Nullable Special special;

  private DateTimeParser(String text, String type) {
    this.text = text;
    this.type = type;
  }

  /** Days since 1970-01-01. */
  public static int date(String text) {
    DateTimeParser parser = new DateTimeParser(text, "date");
    parser.parse();
    if (parser.special != null) {
      return switch (parser.special) {
        case INFINITY -> DateTimes.DATE_INFINITY;
        case NEGATIVE_INFINITY -> DateTimes.DATE_NEGATIVE_INFINITY;
        case EPOCH -> 0;
      };
    }
    long days = parser.days();
    if (days < DateTimes.MIN_DATE || days >= DateTimes.END_DATE) {
      throw parser.outOfRange("date out of range: \"{value}\"");
    }
    return (int) days;
  }

  /** Microseconds since midnight; a date and a zone are allowed and ignored. */
  public static long time(String text) {
    DateTimeParser parser = new DateTimeParser(text, "time");
    parser.parse();
    if (parser.time < 0) {
      throw parser.invalid();
    }
    return parser.time;
  }

  /** Microseconds since 1970-01-01 00:00:00; a zone is allowed and ignored. */
  public static long timestamp(String text) {
    DateTimeParser parser = new DateTimeParser(text, "timestamp");
    parser.parse();
    return parser.special != null ? parser.specialTimestamp() : parser.localMicros();
  }

  /** Microseconds since 1970-01-01 00:00:00 UTC; without a zone the text is local to this one. */
  public static long timestampTz(String text, ZoneId defaultZone) {
    DateTimeParser parser = new DateTimeParser(text, "timestamp with time zone");
    parser.parse();
    if (parser.special != null) {
      return parser.specialTimestamp();
    }
    long local = parser.localMicros();
    ZoneId zone = parser.zone == null ? defaultZone : parser.zone;
    long micros = local - TimeZones.offsetOfLocal(local, zone) * Interval.MICROS_PER_SECOND;
    if (micros < DateTimes.MIN_TIMESTAMP) {
      throw parser.outOfRange("timestamp out of range: \"{value}\"");
    }
    return micros;
  }

  private long specialTimestamp() {
    return special == Special.EPOCH
        ? 0
        : special == Special.INFINITY
            ? DateTimes.TIMESTAMP_INFINITY
            : DateTimes.TIMESTAMP_NEGATIVE_INFINITY;
  }

  private long localMicros() {
    long days = days();
    if (days >= DateTimes.MIN_DATE && days < DateTimes.END_TIMESTAMP / DateTimes.MICROS_PER_DAY) {
      return days * DateTimes.MICROS_PER_DAY + Math.max(0, time);
    }
    throw outOfRange("timestamp out of range: \"{value}\"");
  }

  private long days() {
    if (year == UNSET || month == UNSET || day == UNSET) {
      throw invalid();
    }
    if (beforeChrist) {
      if (year <= 0) {
        throw Errors.fieldOutOfRange(text);
      }
      year = 1 - year;
    } else if (year == 0) {
      throw Errors.fieldOutOfRange(text);
    }
    if (month < 1 || month > 12 || day < 1 || day > 31) {
      throw Errors.fieldOutOfRange(text)
          .hint("Perhaps you need a different \"datestyle\" setting.");
    }
    if (day > DateTimes.daysInMonth(year, month)) {
      throw Errors.fieldOutOfRange(text);
    }
    return DateTimes.daysFromCivil(year, month, day);
  }

  private void parse() {
    if (text.length() > MAX_LENGTH) {
      throw invalid();
    }
    boolean any = false;
    while (skipSpace()) {
      any = true;
      char c = text.charAt(at);
      if (isDigit(c)) {
        numeric();
      } else if (isLetter(c)) {
        word();
      } else if (c == '+' || c == '-') {
        signed();
      } else {
        throw invalid();
      }
    }
    if (!any) {
      throw invalid();
    }
    applyHalfDay();
  }

  private boolean skipSpace() {
    while (at < text.length() && (text.charAt(at) <= ' ' || text.charAt(at) == ',')) {
      at++;
    }
    return at < text.length();
  }

  private void numeric() {
    int start = at;
    int end = digitsEnd(at);
    char next = end < text.length() ? text.charAt(end) : ' ';
    if (next == ':') {
      at = end;
      while (at < text.length()
          && (isDigit(text.charAt(at)) || ":.".indexOf(text.charAt(at)) >= 0)) {
        at++;
      }
      colonTime(text.substring(start, at));
    } else if (next == '-' || next == '/' || (next == '.' && !hasDate())) {
      at = dateEnd(end);
      separatedDate(text.substring(start, at));
    } else if (next == '.' && hasDate()) {
      at = digitsEnd(end + 1);
      compactTime(text.substring(start, end), text.substring(end, at));
    } else {
      at = end;
      number(text.substring(start, end));
    }
  }

  private int digitsEnd(int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private boolean hasDate() {
    return year != UNSET;
  }

  /** The end of a date with separators; a T between date and time does not belong to it. */
  private int dateEnd(int from) {
    int end = from;
    int separators = 0;
    while (end < text.length()) {
      char c = text.charAt(end);
      if (c == '-' || c == '/' || c == '.') {
        if (++separators > 2) {
          break;
        }
      } else if (isLetter(c) && separators == 2) {
        break;
      } else if (!isDigit(c) && !isLetter(c)) {
        break;
      }
      end++;
    }
    return end;
  }

  private void separatedDate(String token) {
    String[] parts = token.split("[-/.]", -1);
    if (parts.length != 3 || hasDate()) {
      throw invalid();
    }
    if (isNumber(parts[0]) && parts[0].length() > 2) {
      year = integer(parts[0]);
      month = monthPart(parts[1]);
      day = integer(parts[2]);
    } else if (isNumber(parts[0]) && isLetter(firstOf(parts[1]))) {
      day = integer(parts[0]);
      month = monthPart(parts[1]);
      year = yearPart(parts[2]);
    } else {
      month = monthPart(parts[0]);
      day = integer(parts[1]);
      year = yearPart(parts[2]);
    }
  }

  private static char firstOf(String part) {
    return part.isEmpty() ? ' ' : part.charAt(0);
  }

  private int monthPart(String part) {
    if (isNumber(part)) {
      return integer(part);
    }
    int named = named(MONTHS, part.toLowerCase(Locale.ROOT));
    if (named < 0) {
      throw invalid();
    }
    return named + 1;
  }

  private int yearPart(String part) {
    int value = integer(part);
    if (part.length() <= 2) {
      return value < PIVOT_YEAR ? 2000 + value : 1900 + value;
    }
    return value;
  }

  private int integer(String part) {
    if (!isNumber(part)) {
      throw invalid();
    }
    if (part.length() > 9) {
      throw Errors.fieldOutOfRange(text);
    }
    return Integer.parseInt(part);
  }

  private static boolean isNumber(String part) {
    return !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private void number(String digits) {
    boolean timeExpected = hasDate() || type.equals("time");
    if (timeExpected && time < 0 && (digits.length() == 6 || digits.length() == 4)) {
      compactTime(digits, "");
    } else if (!hasDate() && month == UNSET && digits.length() == 8) {
      year = integer(digits.substring(0, 4));
      month = integer(digits.substring(4, 6));
      day = integer(digits.substring(6));
    } else if (!hasDate() && month == UNSET && digits.length() == 6) {
      year = yearPart(digits.substring(0, 2));
      month = integer(digits.substring(2, 4));
      day = integer(digits.substring(4));
    } else if (!hasDate() && digits.length() > 2) {
      year = integer(digits);
    } else if (day == UNSET) {
      day = integer(digits);
    } else if (!hasDate()) {
      year = yearPart(digits);
    } else {
      throw invalid();
    }
  }

  private void compactTime(String digits, String fraction) {
    if (digits.length() != 6 && digits.length() != 4) {
      throw invalid();
    }
    String seconds = digits.length() == 6 ? digits.substring(4) : "0";
    setTime(digits.substring(0, 2), digits.substring(2, 4), seconds, fraction);
  }

  private void colonTime(String token) {
    String[] parts = token.split(":", -1);
    if (parts.length < 2 || parts.length > 3) {
      throw invalid();
    }
    String last = parts.length == 3 ? parts[2] : "0";
    int point = last.indexOf('.');
    String seconds = point < 0 ? last : last.substring(0, point);
    setTime(parts[0], parts[1], seconds, point < 0 ? "" : last.substring(point));
  }

  private void setTime(String hours, String minutes, String seconds, String fraction) {
    if (time >= 0) {
      throw invalid();
    }
    int hour = integer(hours);
    int minute = integer(minutes);
    int second = integer(seconds);
    long micros = fraction.length() < 2 ? 0 : fractionMicros(fraction);
    long total =
        hour * Interval.MICROS_PER_HOUR
            + minute * Interval.MICROS_PER_MINUTE
            + second * Interval.MICROS_PER_SECOND
            + micros;
    if (minute > 59 || second > 60 || hour > 24 || total > DateTimes.MICROS_PER_DAY) {
      throw Errors.fieldOutOfRange(text);
    }
    time = total;
  }

  private long fractionMicros(String fraction) {
    if (!isNumber(fraction.substring(1))) {
      throw invalid();
    }
    return (long) Math.rint(Double.parseDouble(fraction) * Interval.MICROS_PER_SECOND);
  }

  private void signed() {
    int start = at++;
    if (at < text.length() && isLetter(text.charAt(at))) {
      boolean infinite = "infinity".equals(wordHere().toLowerCase(Locale.ROOT));
      if (!infinite) {
        throw invalid();
      }
      special = text.charAt(start) == '-' ? Special.NEGATIVE_INFINITY : Special.INFINITY;
      return;
    }
    while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == ':')) {
      at++;
    }
    zone = TimeZones.offset(text.substring(start, at), text).orElseThrow(this::invalid);
  }

  private String wordHere() {
    int start = at;
    boolean region = false;
    while (at < text.length()) {
      char c = text.charAt(at);
      region |= c == '/';
      boolean inRegion = region && (isDigit(c) || c == '+' || c == '-');
      if (!isLetter(c) && c != '/' && c != '_' && !inRegion) {
        break;
      }
      at++;
    }
    return text.substring(start, at);
  }

  private void word() {
    String word = wordHere();
    String lower = word.toLowerCase(Locale.ROOT);
    switch (lower) {
      case "t" -> {
        if (!hasDate() || time >= 0) {
          throw invalid();
        }
      }
      case "infinity", "inf" -> special = Special.INFINITY;
      case "epoch" -> special = Special.EPOCH;
      case "allballs" -> {
        time = 0;
        zone = java.time.ZoneOffset.UTC;
      }
      case "now", "today", "tomorrow", "yesterday" ->
          throw new TidewaterException(
                  ErrorCode.FEATURE_NOT_SUPPORTED, "date/time input \"{value}\" is not supported")
              .with("value", lower)
              .hint("Use now() or current_date.");
      case "am" -> halfDay = HalfDay.AM;
      case "pm" -> halfDay = HalfDay.PM;
      case "bc" -> beforeChrist = true;
      case "ad" -> {}
      default -> nameOfMonthDayOrZone(word, lower);
    }
  }

  private void nameOfMonthDayOrZone(String word, String lower) {
    int named = named(MONTHS, lower);
    if (named >= 0) {
      if (month != UNSET) {
        // A number that was taken for something else was the day: "8 January".
        throw invalid();
      }
      month = named + 1;
      return;
    }
    if (named(WEEKDAYS, lower) >= 0) {
      return;
    }
    Optional<ZoneId> found = TimeZones.named(word);
    if (found.isEmpty()) {
      if (word.indexOf('/') >= 0) {
        throw new TidewaterException(
                ErrorCode.INVALID_PARAMETER_VALUE, "time zone \"{zone}\" not recognized")
            .with("zone", lower);
      }
      throw invalid();
    }
    zone = found.get();
  }

  /** Position of the name that the word is or abbreviates to three letters or four; -1 for none. */
  private static int named(List<String> names, String word) {
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      boolean abbreviated = word.length() >= 3 && word.length() <= 5 && name.startsWith(word);
      if (name.equals(word) || abbreviated) {
        return i;
      }
    }
    return -1;
  }

  private void applyHalfDay() {
    if (halfDay == null) {
      return;
    }
    long hour = time / Interval.MICROS_PER_HOUR;
    if (time < 0 || hour > 12) {
      throw Errors.fieldOutOfRange(text);
    }
    if (halfDay == HalfDay.PM && hour < 12) {
      time += 12 * Interval.MICROS_PER_HOUR;
    } else if (halfDay == HalfDay.AM && hour == 12) {
      time -= 12 * Interval.MICROS_PER_HOUR;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private TidewaterException invalid() {
    return Errors.invalidDateTime(type, text);
  }

  private TidewaterException outOfRange(String summary) {
    return new TidewaterException(ErrorCode.DATETIME_FIELD_OVERFLOW, summary).with("value", text);
  }
}
