package dev.tidewater.types.format;

import dev.tidewater.types.Interval;
import dev.tidewater.types.TidewaterException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads intervals: units in words ({@code 1 year 2 mons 3 days 04:05:06}), {@code y-m} and {@code d
 * h:m:s}, ISO 8601 durations. Fractions of a unit run down into smaller ones as in PostgreSQL. One
 * instance reads one text.
 */
public final class IntervalParser {
  private enum Unit {
    MICROSECOND(1),
    MILLISECOND(1_000),
    SECOND(Interval.MICROS_PER_SECOND),
    MINUTE(Interval.MICROS_PER_MINUTE),
    HOUR(Interval.MICROS_PER_HOUR),
    DAY(1),
    WEEK(7),
    MONTH(1),
    YEAR(12),
    DECADE(120),
    CENTURY(1_200),
    MILLENNIUM(12_000);

    /** How many microseconds, days or months. */
    final long factor;

    Unit(long factor) {
      this.factor = factor;
    }
  }

  private final String text;

  /** Of a number without one at the end. */
  private final Unit unitOfBareNumber;

  private long months;
  private long days;
  private long micros;

  private IntervalParser(String text, Unit unitOfBareNumber) {
    this.text = text;
    this.unitOfBareNumber = unitOfBareNumber;
  }

  public static Interval parse(String text) {
    return new IntervalParser(text, Unit.SECOND).parse();
  }

  /**
   * An interval literal with fields. A bare number counts the last field; what is finer than that
   * is cut off.
   *
   * @param fields for example {@code day} or {@code hour to minute}
   */
  public static Interval parse(String text, String fields) {
    String last = fields.substring(fields.lastIndexOf(' ') + 1);
    Unit finest = Unit.valueOf(last.toUpperCase(Locale.ROOT));
    Interval whole = new IntervalParser(text, finest).parse();
    int months = whole.months();
    return switch (finest) {
      case YEAR -> new Interval(months - months % Interval.MONTHS_PER_YEAR, 0, 0);
      case MONTH -> new Interval(months, 0, 0);
      case DAY -> new Interval(months, whole.days(), 0);
      case HOUR, MINUTE ->
          new Interval(months, whole.days(), whole.micros() - whole.micros() % finest.factor);
      default -> whole;
    };
  }

  private Interval parse() {
    try {
      read();
      return new Interval(Math.toIntExact(months), Math.toIntExact(days), micros);
    } catch (ArithmeticException e) {
      throw Errors.intervalOutOfRange(text);
    }
  }

  private void read() {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      throw invalid();
    }
    if (trimmed.charAt(0) == 'P' || trimmed.startsWith("-P")) {
      readIso(trimmed);
    } else {
      readWords(tokens(trimmed));
    }
  }

  /** Cuts between numbers and words and at blanks. */
  private List<String> tokens(String trimmed) {
    List<String> tokens = new ArrayList<>();
    int at = 0;
    while (at < trimmed.length()) {
      char c = trimmed.charAt(at);
      int start = at++;
      if (Character.isWhitespace(c) || c == '@' || c == ',') {
        continue;
      }
      boolean word = isLetter(c);
      while (at < trimmed.length()) {
        char next = trimmed.charAt(at);
        boolean sameKind = word ? isLetter(next) : isNumberPart(next, trimmed.charAt(at - 1));
        if (!sameKind) {
          break;
        }
        at++;
      }
      tokens.add(trimmed.substring(start, at));
    }
    return tokens;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isNumberPart(char c, char before) {
    return (c >= '0' && c <= '9') || c == '.' || c == ':' || (c == '-' && before != '-');
  }

  private void readWords(List<String> tokens) {
    boolean ago = false;
    for (int i = 0; i < tokens.size(); i++) {
      String token = tokens.get(i);
      String next = i + 1 < tokens.size() ? tokens.get(i + 1) : "";
      if (isLetter(token.charAt(0))) {
        if (i == 0 || i != tokens.size() - 1 || !"ago".equals(token.toLowerCase(Locale.ROOT))) {
          throw invalid();
        }
        ago = true;
      } else if (token.indexOf(':') > 0) {
        addTime(token);
      } else if (token.indexOf('-', 1) > 0) {
        addYearsAndMonths(token);
      } else if (next.isEmpty() || "ago".equals(next.toLowerCase(Locale.ROOT))) {
        add(number(token), unitOfBareNumber);
      } else if (isLetter(next.charAt(0))) {
        add(number(token), unit(next));
        i++;
      } else if (next.indexOf(':') > 0) {
        add(number(token), Unit.DAY);
      } else {
        throw invalid();
      }
    }
    if (ago) {
      months = Math.negateExact(months);
      days = Math.negateExact(days);
      micros = Math.negateExact(micros);
    }
  }

  private BigDecimal number(String token) {
    String digits = token.startsWith("+") ? token.substring(1) : token;
    if (!digits.chars().anyMatch(c -> c >= '0' && c <= '9') || digits.startsWith("+")) {
      throw invalid();
    }
    try {
      return new BigDecimal(digits);
    } catch (NumberFormatException e) {
      throw invalid();
    }
  }

  private Unit unit(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "us",
          "usec",
          "usecs",
          "usecond",
          "useconds",
          "microsecond",
          "microseconds",
          "microsecon" ->
          Unit.MICROSECOND;
      case "ms",
          "msec",
          "msecs",
          "msecond",
          "mseconds",
          "millisecond",
          "milliseconds",
          "millisecon" ->
          Unit.MILLISECOND;
      case "s", "sec", "secs", "second", "seconds" -> Unit.SECOND;
      case "m", "min", "mins", "minute", "minutes" -> Unit.MINUTE;
      case "h", "hr", "hrs", "hour", "hours" -> Unit.HOUR;
      case "d", "day", "days" -> Unit.DAY;
      case "w", "week", "weeks" -> Unit.WEEK;
      case "mon", "mons", "month", "months" -> Unit.MONTH;
      case "y", "yr", "yrs", "year", "years" -> Unit.YEAR;
      case "dec", "decs", "decade", "decades" -> Unit.DECADE;
      case "c", "cent", "century", "centuries" -> Unit.CENTURY;
      case "mil", "mils", "millennia", "millennium" -> Unit.MILLENNIUM;
      default -> throw invalid();
    };
  }

  private void add(BigDecimal value, Unit unit) {
    if (value.precision() - value.scale() > 19) {
      throw Errors.intervalOutOfRange(text);
    }
    long whole = value.longValue();
    BigDecimal fraction = value.subtract(BigDecimal.valueOf(whole));
    switch (unit) {
      case MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR -> {
        addMicros(Math.multiplyExact(whole, unit.factor));
        addMicros(rounded(fraction.multiply(BigDecimal.valueOf(unit.factor))));
      }
      case DAY, WEEK -> {
        days = Math.addExact(days, Math.multiplyExact(whole, unit.factor));
        addFractionOfDays(fraction.multiply(BigDecimal.valueOf(unit.factor)));
      }
      case MONTH -> {
        months = Math.addExact(months, whole);
        addFractionOfDays(fraction.multiply(BigDecimal.valueOf(Interval.DAYS_PER_MONTH)));
      }
      default -> {
        months = Math.addExact(months, Math.multiplyExact(whole, unit.factor));
        months += rounded(fraction.multiply(BigDecimal.valueOf(unit.factor)));
      }
    }
  }

  private void addFractionOfDays(BigDecimal value) {
    long whole = value.longValue();
    days = Math.addExact(days, whole);
    BigDecimal fraction = value.subtract(BigDecimal.valueOf(whole));
    addMicros(rounded(fraction.multiply(BigDecimal.valueOf(Interval.MICROS_PER_DAY))));
  }

  private static long rounded(BigDecimal value) {
    return value.setScale(0, java.math.RoundingMode.HALF_EVEN).longValueExact();
  }

  private void addMicros(long more) {
    micros = Math.addExact(micros, more);
  }

  /** {@code h:m}, {@code h:m:s} or, with a fraction, {@code m:s.f}. */
  private void addTime(String token) {
    boolean negative = token.charAt(0) == '-';
    String[] parts =
        (negative || token.charAt(0) == '+' ? token.substring(1) : token).split(":", -1);
    boolean minutesFirst = parts.length == 2 && parts[1].indexOf('.') >= 0;
    if (parts.length > 3) {
      throw invalid();
    }
    BigDecimal hours = minutesFirst ? BigDecimal.ZERO : number(parts[0]);
    BigDecimal minutes = number(parts[minutesFirst ? 0 : 1]);
    String last = parts.length == 3 ? parts[2] : minutesFirst ? parts[1] : "0";
    BigDecimal seconds = number(last.endsWith(".") ? last + "0" : last);
    if (hours.scale() > 0 || minutes.scale() > 0 || hours.signum() < 0) {
      throw invalid();
    }
    if (minutes.intValue() > 59 || seconds.compareTo(BigDecimal.valueOf(60)) > 0) {
      throw Errors.intervalOutOfRange(text);
    }
    long total =
        Math.addExact(
            Math.multiplyExact(hours.longValueExact(), Interval.MICROS_PER_HOUR),
            minutes.longValue() * Interval.MICROS_PER_MINUTE
                + rounded(seconds.multiply(BigDecimal.valueOf(Interval.MICROS_PER_SECOND))));
    addMicros(negative ? -total : total);
  }

  private void addYearsAndMonths(String token) {
    boolean negative = token.charAt(0) == '-';
    String[] parts = (negative ? token.substring(1) : token).split("-", -1);
    if (parts.length != 2) {
      throw invalid();
    }
    long years = number(parts[0]).longValueExact();
    long rest = number(parts[1]).longValueExact();
    if (rest >= Interval.MONTHS_PER_YEAR) {
      throw Errors.intervalOutOfRange(text);
    }
    long total = Math.addExact(Math.multiplyExact(years, 12L), rest);
    months = Math.addExact(months, negative ? -total : total);
  }

  private void readIso(String trimmed) {
    boolean negative = trimmed.charAt(0) == '-';
    int at = negative ? 2 : 1;
    boolean time = false;
    if (at == trimmed.length()) {
      throw invalid();
    }
    while (at < trimmed.length()) {
      if (trimmed.charAt(at) == 'T') {
        time = true;
        at++;
        continue;
      }
      int start = at;
      while (at < trimmed.length() && !isLetter(trimmed.charAt(at))) {
        at++;
      }
      if (at == trimmed.length()) {
        throw invalid();
      }
      BigDecimal value = number(trimmed.substring(start, at));
      add(negative ? value.negate() : value, isoUnit(trimmed.charAt(at++), time));
    }
  }

  private Unit isoUnit(char letter, boolean time) {
    return switch (letter) {
      case 'Y' -> Unit.YEAR;
      case 'M' -> time ? Unit.MINUTE : Unit.MONTH;
      case 'W' -> Unit.WEEK;
      case 'D' -> Unit.DAY;
      case 'H' -> Unit.HOUR;
      case 'S' -> Unit.SECOND;
      default -> throw invalid();
    };
  }

  private TidewaterException invalid() {
    return Errors.invalidDateTime("interval", text);
  }
}
