package dev.tidewater.coordinator.variable;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of memory as PostgreSQL writes them: a number of bytes, or with a unit: {@code 64MB}. */
public final class ByteSize {
  private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*(B|kB|MB|GB|TB)?");

  private ByteSize() {}

  /** The number of bytes. */
  public static long parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw invalid(text);
    }
    long number = Long.parseLong(matcher.group(1));
    String unit = matcher.group(2) == null ? "B" : matcher.group(2);
    int shift =
        switch (unit.toUpperCase(Locale.ROOT)) {
          case "KB" -> 10;
          case "MB" -> 20;
          case "GB" -> 30;
          case "TB" -> 40;
          default -> 0;
        };
    if (number > Long.MAX_VALUE >> shift) {
      throw invalid(text);
    }
    return number << shift;
  }

  private static TidewaterException invalid(String text) {
    return new TidewaterException(
            ErrorCode.INVALID_PARAMETER_VALUE,
            "invalid value for parameter \"{parameter}\": \"{value}\"")
        .with("value", text)
        .hint("A number of bytes, or with a unit: 64kB, 512MB, 1GB.");
  }

  /** Checks a value and gives its canonical form. */
  static String normalized(String text) {
    parse(text);
    return text.strip();
  }
}
