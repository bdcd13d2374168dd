package dev.tidewater.engine.function;

import static dev.tidewater.types.DateTimes.MICROS_PER_DAY;

import dev.tidewater.engine.function.DateTimeFormat.Part;
import dev.tidewater.types.DateTimes;
import dev.tidewater.types.Interval;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Prints a date and time by a template of {@code to_char}. One instance prints one value. */
final class DateTimeTemplate {
  static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  static final List<String> DAYS =
      List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");
  private static final List<String> ROMAN =
      List.of("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII");

  private final StringBuilder out = new StringBuilder();
  private final int year;
  private final int month;
  private final int day;
  private final long days;
  private final long time;
  private final ZoneOffset offset;
  private final String zoneName;

  private DateTimeTemplate(long civil, long days, long time, ZoneOffset offset, String zoneName) {
    this.year = DateTimes.year(civil);
    this.month = DateTimes.month(civil);
    this.day = DateTimes.day(civil);
    this.days = days;
    this.time = time;
    this.offset = offset;
    this.zoneName = zoneName;
  }

  static String print(long local, ZoneOffset offset, String zoneName, List<Part> template) {
    long days = Math.floorDiv(local, MICROS_PER_DAY);
    long civil = DateTimes.civilFromDays(days);
    long time = Math.floorMod(local, MICROS_PER_DAY);
    return new DateTimeTemplate(civil, days, time, offset, zoneName).run(template);
  }

  /** Of an interval the years, months, days and hours as they are. */
  static String print(Interval value, List<Part> template) {
    long civil =
        (long) (value.months() / 12) << 16 | value.months() % 12 << 8 | (value.days() & 0xff);
    return new DateTimeTemplate(civil, value.days(), value.micros(), ZoneOffset.UTC, "")
        .run(template);
  }

  private String run(List<Part> template) {
    for (Part part : template) {
      if (part.field() == null) {
        out.append(part.text());
        continue;
      }
      int from = out.length();
      append(part.field(), part.fill());
      if (part.text().length() == 2) {
        ordinal(part.text(), from);
      }
    }
    return out.toString();
  }

  /** Appends st, nd, rd or th behind a number, in the case of the template's. */
  private void ordinal(String suffix, int from) {
    int length = out.length();
    int last = out.charAt(length - 1) - '0';
    boolean teen = length - from > 1 && out.charAt(length - 2) == '1';
    String right = teen ? "th" : last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th";
    out.append(suffix.equals("TH") ? right.toUpperCase(Locale.ROOT) : right);
  }

  private void number(long value, int width, boolean fill) {
    long rest = Math.abs(value);
    if (value < 0) {
      out.append('-');
    }
    long bound = 10;
    for (int digits = 1; fill && digits < width; digits++) {
      if (rest < bound) {
        out.append('0');
      }
      bound *= 10;
    }
    out.append(rest);
  }

  private void name(String name, int width, boolean fill) {
    out.append(name);
    if (fill) {
      out.append(" ".repeat(Math.max(0, width - name.length())));
    }
  }

  private int hour() {
    return (int) (time / Interval.MICROS_PER_HOUR);
  }

  private int hour12() {
    int hour = Math.floorMod(hour(), 12);
    return hour == 0 ? 12 : hour;
  }

  private long micros() {
    return time % Interval.MICROS_PER_SECOND;
  }

  private long shownYear() {
    return year > 0 ? year : 1 - year;
  }

  private void append(String field, boolean fill) {
    switch (field) {
      case "HH24" -> number(hour(), 2, fill);
      case "HH12", "HH" -> number(hour12(), 2, fill);
      case "MI" -> number(time / Interval.MICROS_PER_MINUTE % 60, 2, fill);
      case "SS" -> number(time / Interval.MICROS_PER_SECOND % 60, 2, fill);
      case "MS", "FF3" -> number(micros() / 1000, 3, true);
      case "US", "FF6" -> number(micros(), 6, true);
      case "FF1", "FF2", "FF4", "FF5" -> {
        int digits = field.charAt(2) - '0';
        number(micros() / (long) Math.pow(10, 6 - digits), digits, true);
      }
      case "SSSS", "SSSSS" -> number(time / Interval.MICROS_PER_SECOND, 0, false);
      case "AM", "PM" -> out.append(hour() % 24 >= 12 ? "PM" : "AM");
      case "am", "pm" -> out.append(hour() % 24 >= 12 ? "pm" : "am");
      case "A.M.", "P.M." -> out.append(hour() % 24 >= 12 ? "P.M." : "A.M.");
      case "a.m.", "p.m." -> out.append(hour() % 24 >= 12 ? "p.m." : "a.m.");
      case "TZ" -> out.append(zoneName.toUpperCase(Locale.ROOT));
      case "tz" -> out.append(zoneName.toLowerCase(Locale.ROOT));
      case "TZH", "TZM", "OF" -> appendOffset(field);
      default -> appendDate(field, fill);
    }
  }

  private void appendOffset(String field) {
    int seconds = offset.getTotalSeconds();
    if (!field.equals("TZM")) {
      out.append(seconds < 0 ? '-' : '+');
      number(Math.abs(seconds) / 3600, 2, true);
    }
    int minutes = Math.abs(seconds) / 60 % 60;
    if (field.equals("TZM")) {
      number(minutes, 2, true);
    } else if (field.equals("OF") && minutes != 0) {
      out.append(':');
      number(minutes, 2, true);
    }
  }

  private void appendDate(String field, boolean fill) {
    switch (field) {
      case "YYYY" -> number(shownYear(), 4, fill);
      case "YYY" -> number(shownYear() % 1000, 3, fill);
      case "YY" -> number(shownYear() % 100, 2, fill);
      case "Y" -> number(shownYear() % 10, 1, fill);
      case "Y,YYY" -> {
        number(shownYear() / 1000, 1, fill);
        out.append(',');
        number(shownYear() % 1000, 3, true);
      }
      case "IYYY" -> number(isoYear(), 4, fill);
      case "IYY" -> number(isoYear() % 1000, 3, fill);
      case "IY" -> number(isoYear() % 100, 2, fill);
      case "I" -> number(isoYear() % 10, 1, fill);
      case "MM" -> number(month, 2, fill);
      case "DD" -> number(signedDay(), 2, fill);
      case "DDD" -> number(dayOfYear(), 3, fill);
      case "IDDD" -> number(isoDayOfYear(), 3, fill);
      case "D" -> number(dayOfWeek() + 1, 1, fill);
      case "ID" -> number(dayOfWeek() == 0 ? 7 : dayOfWeek(), 1, fill);
      case "WW" -> number((dayOfYear() - 1) / 7 + 1, 2, fill);
      case "IW" -> number(DateTimeFields.isoWeek(days), 2, fill);
      case "W" -> number((day - 1) / 7 + 1, 1, fill);
      case "Q" -> number((month - 1) / 3 + 1, 1, fill);
      case "J" -> number(days - DateTimes.MIN_DATE, 1, fill);
      case "CC" -> number(century(), 2, fill);
      case "BC", "AD" -> out.append(year > 0 ? "AD" : "BC");
      case "bc", "ad" -> out.append(year > 0 ? "ad" : "bc");
      case "B.C.", "A.D." -> out.append(year > 0 ? "A.D." : "B.C.");
      case "b.c.", "a.d." -> out.append(year > 0 ? "a.d." : "b.c.");
      default -> appendName(field, fill);
    }
  }

  private void appendName(String field, boolean fill) {
    String monthName = month >= 1 && month <= 12 ? MONTHS.get(month - 1) : "";
    String monthStart = monthName.substring(0, Math.min(3, monthName.length()));
    String dayName = DAYS.get(dayOfWeek());
    switch (field) {
      case "MONTH" -> name(monthName.toUpperCase(Locale.ROOT), 9, fill);
      case "Month" -> name(monthName, 9, fill);
      case "month" -> name(monthName.toLowerCase(Locale.ROOT), 9, fill);
      case "MON" -> out.append(monthStart.toUpperCase(Locale.ROOT));
      case "Mon" -> out.append(monthStart);
      case "mon" -> out.append(monthStart.toLowerCase(Locale.ROOT));
      case "DAY" -> name(dayName.toUpperCase(Locale.ROOT), 9, fill);
      case "Day" -> name(dayName, 9, fill);
      case "day" -> name(dayName.toLowerCase(Locale.ROOT), 9, fill);
      case "DY" -> out.append(dayName.substring(0, 3).toUpperCase(Locale.ROOT));
      case "Dy" -> out.append(dayName, 0, 3);
      case "dy" -> out.append(dayName.substring(0, 3).toLowerCase(Locale.ROOT));
      case "RM" -> name(month >= 1 ? ROMAN.get(month - 1) : "", 4, fill);
      case "rm" -> name(month >= 1 ? ROMAN.get(month - 1).toLowerCase(Locale.ROOT) : "", 4, fill);
      default -> throw new IllegalStateException("unknown field " + field);
    }
  }

  private long signedDay() {
    return (byte) day;
  }

  private long isoYear() {
    return Math.abs(DateTimeFields.isoYear(days));
  }

  private int dayOfWeek() {
    return (int) Math.floorMod(days + 4, 7L);
  }

  private long dayOfYear() {
    return days - DateTimes.daysFromCivil(year, 1, 1) + 1;
  }

  private long isoDayOfYear() {
    return (DateTimeFields.isoWeek(days) - 1) * 7 + (dayOfWeek() == 0 ? 7 : dayOfWeek());
  }

  private long century() {
    return year > 0 ? (year + 99) / 100 : -((99 - (year - 1)) / 100);
  }
}
