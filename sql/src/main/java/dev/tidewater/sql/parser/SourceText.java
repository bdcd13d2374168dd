package dev.tidewater.sql.parser;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import org.jspecify.annotations.Nullable;

/**
 * A script, and where in it to put the blame. Java counts UTF-16 units, PostgreSQL's clients count
 * characters: this is the one place that converts.
 */
final class SourceText {
  /** Long enough for any name. */
  private static final int MAX_EXCERPT = 300;

  private final String text;

  /** Code points before each index; null as long as both counts agree. */
  private final int @Nullable [] codePoints;

  SourceText(String text) {
    this.text = text;
    this.codePoints =
        text.chars().noneMatch(c -> Character.isSurrogate((char) c)) ? null : count(text);
  }

  private static int[] count(String text) {
    int[] counts = new int[text.length() + 1];
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      counts[i] = count;
      boolean secondHalf =
          Character.isHighSurrogate(text.charAt(i))
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      count += secondHalf ? 0 : 1;
    }
    counts[text.length()] = count;
    return counts;
  }

  String text() {
    return text;
  }

  /** The character offset of an index into the Java string. */
  int offsetOf(int index) {
    return codePoints == null ? index : codePoints[Math.min(index, text.length())];
  }

  /** PostgreSQL's classic; {@code near} is the offending text, as written. */
  TidewaterException syntaxErrorNear(String near, int index) {
    return new TidewaterException(ErrorCode.SYNTAX_ERROR, "syntax error at or near \"{token}\"")
        .with("token", excerpt(near))
        .at(offsetOf(index));
  }

  /** Messages show no more of an endless token than this. */
  static String excerpt(String token) {
    return token.length() <= MAX_EXCERPT ? token : token.substring(0, MAX_EXCERPT) + "…";
  }

  TidewaterException syntaxErrorAtEnd(int index) {
    return new TidewaterException(ErrorCode.SYNTAX_ERROR, "syntax error at end of input")
        .at(offsetOf(index));
  }

  TidewaterException error(ErrorCode code, String message, int index) {
    return new TidewaterException(code, message).at(offsetOf(index));
  }
}
