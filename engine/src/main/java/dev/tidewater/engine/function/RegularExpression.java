package dev.tidewater.engine.function;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * PostgreSQL's advanced regular expressions on top of Java's: the syntax is translated, matching is
 * Java's (the first alternative that fits wins, where PostgreSQL takes the longest). Immutable.
 */
final class RegularExpression {
  /** Steps of matching one text before it is given up: some seconds of work. */
  private static final int MAX_STEPS = 50_000_000;

  private final Pattern pattern;
  private final boolean global;

  private RegularExpression(Pattern pattern, boolean global) {
    this.pattern = pattern;
    this.global = global;
  }

  /**
   * @param flags letters as PostgreSQL's functions take them: i, n, m, s, x, g, q …
   */
  static RegularExpression compile(String expression, String flags) {
    int options = Pattern.DOTALL;
    boolean global = false;
    boolean literal = false;
    for (int i = 0; i < flags.length(); i++) {
      switch (flags.charAt(i)) {
        case 'g' -> global = true;
        case 'i' -> options |= Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        case 'c' -> options &= ~(Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        case 'n', 'm' -> options = (options | Pattern.MULTILINE) & ~Pattern.DOTALL;
        case 's' -> options = (options | Pattern.DOTALL) & ~Pattern.MULTILINE;
        case 'x' -> options |= Pattern.COMMENTS;
        case 't' -> options &= ~Pattern.COMMENTS;
        case 'p' -> options &= ~Pattern.DOTALL;
        case 'w' -> options |= Pattern.MULTILINE | Pattern.DOTALL;
        case 'q' -> literal = true;
        default ->
            throw new TidewaterException(
                    ErrorCode.INVALID_PARAMETER_VALUE,
                    "invalid regular expression option: \"{option}\"")
                .with("option", flags.charAt(i));
      }
    }
    String body = expression;
    if (body.startsWith("***=")) {
      literal = true;
      body = body.substring(4);
    } else if (body.startsWith("***:")) {
      body = body.substring(4);
    }
    try {
      String translated =
          literal ? Pattern.quote(body) : new RegexTranslator(body, options).translate();
      return new RegularExpression(Pattern.compile(translated, options), global);
    } catch (PatternSyntaxException e) {
      boolean group = e.getDescription().contains("group") || e.getDescription().contains("')'");
      throw invalid(group ? "parentheses () not balanced" : e.getDescription());
    }
  }

  static TidewaterException invalid(String reason) {
    return new TidewaterException(
            ErrorCode.INVALID_REGULAR_EXPRESSION, "invalid regular expression: {reason}")
        .with("reason", reason);
  }

  boolean isGlobal() {
    return global;
  }

  Matcher matcher(String text) {
    return pattern.matcher(new CountedText(text, 0, text.length(), new int[1]));
  }

  boolean find(String text) {
    return matcher(text).find();
  }

  /** A text that counts how often it is looked at, so that matching ends. */
  private record CountedText(String text, int start, int end, int[] steps) implements CharSequence {
    @Override
    public int length() {
      return end - start;
    }

    @Override
    public char charAt(int index) {
      if (++steps[0] > MAX_STEPS) {
        throw new TidewaterException(
            ErrorCode.PROGRAM_LIMIT_EXCEEDED, "regular expression takes too many steps to match");
      }
      return text.charAt(start + index);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
      return text.substring(start + from, start + to);
    }

    @Override
    public String toString() {
      return text.substring(start, end);
    }
  }
}
