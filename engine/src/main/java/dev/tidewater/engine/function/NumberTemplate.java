package dev.tidewater.engine.function;

import dev.tidewater.types.Decimal;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.Locale;

/**
 * Prints a number by a template of {@code to_char}: 9 and 0 are digits, . and D the point, , and G
 * group separators, S MI PL SG PR signs, L a currency sign, FM no filling, V a shift, TH an
 * ordinal.
 */
final class NumberTemplate {
  private enum Sign {
    DEFAULT,
    LEADING,
    TRAILING,
    BRACKETS
  }

  private final String template;
  private final boolean fill;
  private int integerDigits;
  private int fractionDigits;
  private int shift;
  private int firstZero = -1;
  private Sign sign = Sign.DEFAULT;
  private boolean explicitSign;

  /** Where the number begins in what is printed; -1 until it does. */
  private int numberStart = -1;

  private NumberTemplate(String template) {
    this.template = template;
    this.fill = !template.toUpperCase(Locale.ROOT).contains("FM");
  }

  static String print(Decimal value, String template) {
    NumberTemplate parsed = new NumberTemplate(template);
    parsed.measure();
    return parsed.run(value);
  }

  private void measure() {
    boolean point = false;
    boolean shifting = false;
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      String rest = template.substring(i).toUpperCase(Locale.ROOT);
      switch (Character.toUpperCase(c)) {
        case '9', '0' -> {
          if (point) {
            fractionDigits++;
            if (c == '0') {
              firstZero = firstZero < 0 ? integerDigits : firstZero;
            }
          } else {
            if (c == '0' && firstZero < 0) {
              firstZero = integerDigits;
            }
            integerDigits++;
            shift += shifting ? 1 : 0;
          }
        }
        case '.', 'D' -> point = true;
        case 'V' -> shifting = true;
        case '"' -> i = Math.max(i, template.indexOf('"', i + 1));
        case 'S' -> {
          if (rest.startsWith("SG")) {
            explicitSign = true;
            i++;
          } else {
            sign = integerDigits == 0 && !point ? Sign.LEADING : Sign.TRAILING;
          }
        }
        case 'M' -> {
          if (rest.startsWith("MI")) {
            explicitSign = true;
            i++;
          }
        }
        case 'P' -> {
          if (rest.startsWith("PR")) {
            sign = Sign.BRACKETS;
            i++;
          } else if (rest.startsWith("PL")) {
            i++;
          }
        }
        case 'E' -> {
          if (rest.startsWith("EEEE")) {
            throw unsupported("EEEE");
          }
        }
        case 'R' -> {
          if (rest.startsWith("RN")) {
            throw unsupported("RN");
          }
        }
        default -> {}
      }
    }
  }

  private static TidewaterException unsupported(String field) {
    return new TidewaterException(
            ErrorCode.FEATURE_NOT_SUPPORTED, "to_char with \"{field}\" is not supported")
        .with("field", field);
  }

  private String run(Decimal value) {
    Decimal shifted =
        shift > 0 ? value.multiply(Decimal.of(dev.tidewater.types.PowersOfTen.of(shift))) : value;
    boolean negative = value.isFinite() && value.signum() < 0;
    String digits;
    boolean overflow = !value.isFinite();
    if (overflow) {
      digits = "#".repeat(integerDigits + fractionDigits);
    } else {
      String plain = shifted.abs().round(fractionDigits).toString().replace(".", "");
      String integer = plain.substring(0, plain.length() - fractionDigits);
      if (integer.equals("0")) {
        integer = "";
      }
      overflow = integer.length() > integerDigits;
      digits =
          overflow
              ? "#".repeat(integerDigits + fractionDigits)
              : " ".repeat(integerDigits - integer.length())
                  + integer
                  + plain.substring(plain.length() - fractionDigits);
      negative &= plain.chars().anyMatch(c -> c != '0') || overflow;
    }
    return assemble(digits, negative, overflow);
  }

  /** Where the digits that are shown begin. */
  private int firstShown(String digits) {
    int first = 0;
    while (first < integerDigits && digits.charAt(first) == ' ') {
      first++;
    }
    if (firstZero >= 0) {
      first = Math.min(first, firstZero);
    } else if (first == integerDigits && fractionDigits == 0) {
      // Zero shows one digit even where none is asked for.
      first = Math.max(0, integerDigits - 1);
    }
    return first;
  }

  private String assemble(String digits, boolean negative, boolean overflow) {
    int first = overflow ? 0 : firstShown(digits);
    int last = fill || overflow ? digits.length() : lastShown(digits);
    StringBuilder out = new StringBuilder();
    boolean signWritten = explicitSign || sign == Sign.TRAILING;
    int digit = 0;
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      String rest = template.substring(i).toUpperCase(Locale.ROOT);
      if (numberStart < 0 && "90.DdGg,".indexOf(c) >= 0) {
        numberStart = out.length();
      }
      switch (Character.toUpperCase(c)) {
        case '9', '0' -> {
          if (digit < first) {
            out.append(fill ? " " : "");
          } else if (digit < last) {
            if (!signWritten) {
              appendLeadingSign(out, negative);
              signWritten = true;
            }
            char shown = digits.charAt(digit);
            out.append(shown == ' ' ? '0' : shown);
          }
          digit++;
        }
        case '.', 'D' -> {
          if (!signWritten) {
            appendLeadingSign(out, negative);
            signWritten = true;
          }
          out.append(fill || last > integerDigits || fractionDigits > 0 ? "." : "");
        }
        case ',', 'G' -> {
          if (digit > first) {
            out.append(',');
          } else if (fill) {
            out.append(' ');
          }
        }
        case 'F' -> i = rest.startsWith("FM") ? i + 1 : literal(out, i);
        case 'V' -> {}
        case '"' -> {
          int close = template.indexOf('"', i + 1);
          int end = close < 0 ? template.length() : close;
          out.append(template, i + 1, end);
          i = end;
        }
        case 'S', 'M', 'P' -> i = signAt(out, i, rest, negative);
        case 'L' -> out.append(fill ? " " : "");
        case 'T' -> {
          if (rest.startsWith("TH")) {
            appendOrdinal(out, digits, negative, c == 'T');
            i++;
          } else {
            out.append(c);
          }
        }
        default -> out.append(c);
      }
    }
    if (sign == Sign.BRACKETS) {
      out.append(negative ? ">" : fill ? " " : "");
    }
    return out.toString();
  }

  private int literal(StringBuilder out, int index) {
    out.append(template.charAt(index));
    return index;
  }

  private void appendLeadingSign(StringBuilder out, boolean negative) {
    // The sign takes a place of its own in front of the first digit shown.
    String mark =
        switch (sign) {
          case LEADING -> negative ? "-" : "+";
          case BRACKETS -> negative ? "<" : fill ? " " : "";
          default -> negative ? "-" : fill ? " " : "";
        };
    if (mark.isBlank()) {
      out.insert(numberStart, mark);
    } else {
      out.append(mark);
    }
  }

  private int signAt(StringBuilder out, int index, String rest, boolean negative) {
    if (rest.startsWith("SG")) {
      out.append(negative ? '-' : '+');
      return index + 1;
    }
    if (rest.startsWith("MI")) {
      out.append(negative ? "-" : fill ? " " : "");
      return index + 1;
    }
    if (rest.startsWith("PL")) {
      out.append(negative ? (fill ? " " : "") : "+");
      return index + 1;
    }
    if (rest.startsWith("PR")) {
      return index + 1;
    }
    if (rest.startsWith("S")) {
      if (sign == Sign.TRAILING) {
        out.append(negative ? '-' : '+');
      }
      return index;
    }
    return literal(out, index);
  }

  private static void appendOrdinal(
      StringBuilder out, String digits, boolean negative, boolean upper) {
    if (negative || digits.isEmpty()) {
      return;
    }
    char last = digits.charAt(digits.length() - 1);
    boolean teen = digits.length() > 1 && digits.charAt(digits.length() - 2) == '1';
    String suffix =
        teen ? "th" : last == '1' ? "st" : last == '2' ? "nd" : last == '3' ? "rd" : "th";
    out.append(upper ? suffix.toUpperCase(Locale.ROOT) : suffix);
  }

  /** With FM, zeros at the end of the fraction are left out where the template has nines. */
  private int lastShown(String digits) {
    int keep = integerDigits;
    int place = 0;
    boolean point = false;
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c == '.' || c == 'D' || c == 'd') {
        point = true;
      } else if (c == '9' || c == '0') {
        place++;
        if (point && c == '0') {
          keep = place;
        }
      }
    }
    int last = digits.length();
    while (last > keep && digits.charAt(last - 1) == '0') {
      last--;
    }
    return last;
  }
}
