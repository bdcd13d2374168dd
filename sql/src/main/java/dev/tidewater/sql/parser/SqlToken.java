package dev.tidewater.sql.parser;

import org.antlr.v4.runtime.CommonToken;

/**
 * A token with its decoded value. Start and stop index count Java characters in the whole script.
 */
final class SqlToken extends CommonToken {
  /** Names folded, string escapes resolved, numbers in decimal; else the text itself. */
  final transient String value;

  /** Words only: upper case; else the text itself. */
  final transient String written;

  SqlToken(int type, int start, int stop, String written, String value) {
    super(type, written);
    this.value = value;
    this.written = written;
    setStartIndex(start);
    setStopIndex(stop);
  }

  SqlToken(int type, int start, int stop, String text) {
    this(type, start, stop, text, text);
  }

  @Override
  public String getText() {
    return written;
  }
}
