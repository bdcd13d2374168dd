package dev.tidewater.engine.function;

import java.util.Map;
import java.util.regex.Pattern;

/** Rewrites an advanced regular expression in Java's syntax. One instance reads one expression. */
final class RegexTranslator {
  private static final Map<String, String> CLASSES =
      Map.ofEntries(
          Map.entry("alpha", "\\p{IsAlphabetic}"),
          Map.entry("digit", "\\p{IsDigit}"),
          Map.entry("alnum", "\\p{IsAlphabetic}\\p{IsDigit}"),
          Map.entry("upper", "\\p{IsUppercase}"),
          Map.entry("lower", "\\p{IsLowercase}"),
          Map.entry("space", "\\s"),
          Map.entry("blank", " \\t"),
          Map.entry("punct", "\\p{Punct}"),
          Map.entry("print", "\\p{Print}"),
          Map.entry("graph", "\\p{Graph}"),
          Map.entry("cntrl", "\\p{Cntrl}"),
          Map.entry("xdigit", "\\p{XDigit}"),
          Map.entry("word", "\\w"));

  private final String source;
  private final boolean multiline;
  private final StringBuilder out = new StringBuilder();
  private int at;

  RegexTranslator(String source, int options) {
    this.source = source;
    this.multiline = (options & Pattern.MULTILINE) != 0;
  }

  String translate() {
    while (at < source.length()) {
      char c = source.charAt(at);
      switch (c) {
        case '\\' -> escape();
        case '[' -> bracket();
        case '$' -> {
          // Java's $ also matches before a last line feed.
          out.append(multiline ? "(?=\\n|\\z)" : "\\z");
          at++;
        }
        case '^' -> {
          out.append(multiline ? "(?<=\\n|^)" : "^");
          at++;
        }
        case '{' -> brace();
        case '*', '+', '?', '}' -> quantifierOrBrace(c);
        default -> {
          out.append(c);
          at++;
        }
      }
    }
    return out.toString().replace("(?<=\\n|^)", "(?m:^)");
  }

  /** A possessive quantifier is none in PostgreSQL; a brace that closes nothing is itself. */
  private void quantifierOrBrace(char c) {
    if (c == '}') {
      out.append("\\}");
      at++;
      return;
    }
    if (c != '?' || !out.toString().endsWith("(")) {
      char before = at == 0 ? '(' : source.charAt(at - 1);
      boolean escaped = at > 1 && source.charAt(at - 2) == '\\';
      if (!escaped && (before == '(' || before == '|' || at == 0)) {
        throw RegularExpression.invalid("quantifier operand invalid");
      }
      if (c == '+' && !escaped && (before == '*' || before == '+' || before == '?')) {
        throw RegularExpression.invalid("quantifier operand invalid");
      }
    }
    out.append(c);
    at++;
  }

  /** A bound if digits follow, else the character. */
  private void brace() {
    boolean bound =
        at + 1 < source.length() && source.charAt(at + 1) >= '0' && source.charAt(at + 1) <= '9';
    if (!bound) {
      out.append("\\{");
      at++;
      return;
    }
    int close = source.indexOf('}', at);
    if (close < 0) {
      throw RegularExpression.invalid("braces {} not balanced");
    }
    out.append(source, at, close + 1);
    at = close + 1;
  }

  private void escape() {
    if (at + 1 == source.length()) {
      throw RegularExpression.invalid("invalid escape \\ sequence");
    }
    char c = source.charAt(at + 1);
    at += 2;
    switch (c) {
      case 'y' -> out.append("\\b");
      case 'Y' -> out.append("\\B");
      case 'm' -> out.append("\\b(?=\\w)");
      case 'M' -> out.append("\\b(?<=\\w)");
      case 'A' -> out.append("\\A");
      case 'Z' -> out.append("\\z");
      case 'a' -> out.append("\\x07");
      case 'b' -> out.append("\\x08");
      case 'B' -> out.append("\\\\");
      case 'v' -> out.append("\\x0b");
      case 'U' -> longEscape();
      default -> {
        if (c == 'k' || c == 'p' || c == 'P' || c == 'Q' || c == 'E' || c == 'G' || c == 'z'
            || c == 'h') {
          throw RegularExpression.invalid("invalid escape \\ sequence");
        }
        out.append('\\').append(c);
      }
    }
  }

  /** {@code \UXXXXXXXX}. */
  private void longEscape() {
    if (at + 8 > source.length()) {
      throw RegularExpression.invalid("invalid escape \\ sequence");
    }
    out.append("\\x{").append(source, at, at + 8).append('}');
    at += 8;
  }

  private void bracket() {
    if (source.startsWith("[[:<:]]", at)) {
      out.append("\\b(?=\\w)");
      at += 7;
      return;
    }
    if (source.startsWith("[[:>:]]", at)) {
      out.append("\\b(?<=\\w)");
      at += 7;
      return;
    }
    out.append('[');
    at++;
    if (at < source.length() && source.charAt(at) == '^') {
      out.append('^');
      at++;
    }
    boolean first = true;
    while (at < source.length() && (first || source.charAt(at) != ']')) {
      bracketItem();
      first = false;
    }
    if (at == source.length()) {
      throw RegularExpression.invalid("brackets [] not balanced");
    }
    out.append(']');
    at++;
  }

  private void bracketItem() {
    char c = source.charAt(at);
    if (source.startsWith("[:", at)) {
      int close = source.indexOf(":]", at);
      String translated = close < 0 ? null : CLASSES.get(source.substring(at + 2, close));
      if (translated == null) {
        throw RegularExpression.invalid("invalid character class");
      }
      out.append(translated);
      at = close + 2;
    } else if (source.startsWith("[.", at) || source.startsWith("[=", at)) {
      String mark = source.charAt(at + 1) + "]";
      int close = source.indexOf(mark, at + 2);
      if (close < 0) {
        throw RegularExpression.invalid("invalid collating element");
      }
      out.append(Pattern.quote(source.substring(at + 2, close)));
      at = close + 2;
    } else if (c == '\\') {
      escape();
    } else {
      if ("[]&~^".indexOf(c) >= 0) {
        out.append('\\');
      }
      out.append(c);
      at++;
    }
  }
}
