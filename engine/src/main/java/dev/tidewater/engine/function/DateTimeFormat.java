package dev.tidewater.engine.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a template of {@code to_char} for dates and times. Reading a template takes longer
 * than printing by it, so the last one is kept: nearly always it is a constant.
 *
 * <p>One thread at a time.
 */
final class DateTimeFormat {
  /**
   * A field, or text that is printed as it is.
   *
   * @param field in its own spelling; null for text
   * @param fill whether numbers and names are filled up to their width
   * @param text what is printed; of a field {@code TH} or {@code th} if it stands behind
   */
  record Part(@Nullable String field, boolean fill, String text) {}

  /** Longer ones before those that they begin with. */
  private static final List<String> FIELDS =
      List.of(
          "SSSSS", "SSSS", "Y,YYY", "YYYY", "YYY", "YY", "Y", "IYYY", "IYY", "IY", "IDDD", "ID",
          "IW", "I", "MONTH", "Month", "month", "MON", "Mon", "mon", "MM", "MI", "MS", "DAY", "Day",
          "day", "DY", "Dy", "dy", "DDD", "DD", "D", "HH24", "HH12", "HH", "SS", "US", "FF1", "FF2",
          "FF3", "FF4", "FF5", "FF6", "A.M.", "P.M.", "a.m.", "p.m.", "AM", "PM", "am", "pm",
          "B.C.", "A.D.", "b.c.", "a.d.", "BC", "AD", "bc", "ad", "WW", "W", "CC", "J", "Q", "RM",
          "rm", "TZH", "TZM", "TZ", "tz", "OF");

  private @Nullable String last;
  private List<Part> lastParts = List.of();

  List<Part> partsOf(String template) {
    if (!template.equals(last)) {
      lastParts = parse(template);
      last = template;
    }
    return lastParts;
  }

  private static List<Part> parse(String template) {
    List<Part> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      char c = template.charAt(at);
      if (c == '"') {
        at = quoted(template, at + 1, text);
        continue;
      }
      if (c == '\\' && at + 1 < template.length() && template.charAt(at + 1) == '"') {
        text.append('"');
        at += 2;
        continue;
      }
      boolean fill = !template.startsWith("FM", at) && !template.startsWith("fm", at);
      int start = fill ? at : at + 2;
      boolean translated = template.startsWith("TM", start);
      start += translated ? 2 : 0;
      String field = fieldAt(template, start);
      if (field.isEmpty()) {
        if (fill && !translated) {
          text.append(c);
          at++;
        } else {
          at = start;
        }
        continue;
      }
      at = start + field.length();
      String suffix = ordinalAt(template, at, field);
      at += suffix.length();
      addText(parts, text);
      parts.add(new Part(field, fill && !translated, suffix));
    }
    addText(parts, text);
    return List.copyOf(parts);
  }

  private static void addText(List<Part> parts, StringBuilder text) {
    if (!text.isEmpty()) {
      parts.add(new Part(null, false, text.toString()));
      text.setLength(0);
    }
  }

  private static int quoted(String template, int start, StringBuilder text) {
    int at = start;
    while (at < template.length() && template.charAt(at) != '"') {
      if (template.charAt(at) == '\\' && at + 1 < template.length()) {
        at++;
      }
      text.append(template.charAt(at++));
    }
    return at + 1;
  }

  /** {@code TH} or {@code th} behind a number, else nothing. */
  private static String ordinalAt(String template, int at, String field) {
    boolean there = template.startsWith("TH", at) || template.startsWith("th", at);
    return there && isNumber(field) ? template.substring(at, at + 2) : "";
  }

  private static boolean isNumber(String field) {
    String upper = field.toUpperCase(Locale.ROOT);
    return !isName(upper);
  }

  /** The field that the template has at a position, in its own spelling; empty if none. */
  static String fieldAt(String template, int at) {
    for (String field : FIELDS) {
      if (template.startsWith(field, at)) {
        return field;
      }
    }
    String upper =
        template.substring(at, Math.min(template.length(), at + 5)).toUpperCase(Locale.ROOT);
    for (String field : FIELDS) {
      boolean anyCase = field.equals(field.toUpperCase(Locale.ROOT)) && !isName(field);
      if (anyCase && upper.startsWith(field)) {
        return field;
      }
    }
    return "";
  }

  private static boolean isName(String field) {
    return switch (field) {
      case "MONTH",
          "MON",
          "DAY",
          "DY",
          "AM",
          "PM",
          "A.M.",
          "P.M.",
          "BC",
          "AD",
          "B.C.",
          "A.D.",
          "RM",
          "TZ" ->
          true;
      default -> false;
    };
  }
}
