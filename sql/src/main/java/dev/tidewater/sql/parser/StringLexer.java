package dev.tidewater.sql.parser;

import dev.tidewater.sql.parser.grammar.SqlGrammar;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;

/** Reads one quoted token of any kind. Each method starts at an index and returns the token. */
final class StringLexer {
  private final SourceText source;
  private final String text;

  StringLexer(SourceText source) {
    this.source = source;
    this.text = source.text();
  }

  /** {@code 'it''s'}; {@code quote} is where the quote stands, behind a prefix. */
  SqlToken plain(int start, int quote) {
    StringBuilder value = new StringBuilder();
    int end = readQuoted(start, quote, '\'', value);
    return string(start, end, value.toString());
  }

  /** {@code E'a\n'}. */
  SqlToken escaped(int start) {
    EscapeDecoder decoder = new EscapeDecoder(source, start);
    int at = start + 2;
    while (true) {
      if (at >= text.length()) {
        throw unterminated("quoted string", start);
      }
      char c = text.charAt(at);
      if (c == '\'' && charAt(at + 1) == '\'') {
        decoder.append('\'');
        at += 2;
      } else if (c == '\'') {
        int next = continuation(at + 1);
        if (next < 0) {
          return string(start, at, decoder.value());
        }
        at = next;
      } else if (c == '\\' && at + 1 < text.length()) {
        at = decoder.escape(at);
      } else {
        decoder.append(c);
        at++;
      }
    }
  }

  SqlToken bits(int start) {
    StringBuilder value = new StringBuilder();
    int end = readQuoted(start, start + 1, '\'', value);
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) != '0' && value.charAt(i) != '1') {
        throw invalidDigit(value.charAt(i), "binary", start);
      }
    }
    return new SqlToken(
        SqlGrammar.BIT_STRING, start, end, text.substring(start, end + 1), value.toString());
  }

  SqlToken hexBits(int start) {
    StringBuilder value = new StringBuilder();
    int end = readQuoted(start, start + 1, '\'', value);
    StringBuilder bits = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      int digit = NumberLexer.hexValue(value.charAt(i));
      if (digit < 0) {
        throw invalidDigit(value.charAt(i), "hexadecimal", start);
      }
      for (int bit = 3; bit >= 0; bit--) {
        bits.append((digit >> bit & 1) == 1 ? '1' : '0');
      }
    }
    return new SqlToken(
        SqlGrammar.BIT_STRING, start, end, text.substring(start, end + 1), bits.toString());
  }

  private TidewaterException invalidDigit(char digit, String kind, int start) {
    return source
        .error(
            ErrorCode.INVALID_TEXT_REPRESENTATION, "\"{digit}\" is not a valid {kind} digit", start)
        .with("digit", String.valueOf(digit))
        .with("kind", kind);
  }

  SqlToken quotedName(int start) {
    StringBuilder value = new StringBuilder();
    int end = readQuoted(start, start, '"', value);
    return name(start, end, value.toString());
  }

  /** {@code U&'\0041'}, perhaps with UESCAPE behind it. */
  SqlToken unicode(int start) {
    StringBuilder raw = new StringBuilder();
    int end = readQuoted(start, start + 2, '\'', raw);
    UnicodeEscape escape = UnicodeEscape.after(source, end + 1);
    return string(start, escape.endOr(end), escape.decode(raw.toString(), start));
  }

  SqlToken unicodeName(int start) {
    StringBuilder raw = new StringBuilder();
    int end = readQuoted(start, start + 2, '"', raw);
    UnicodeEscape escape = UnicodeEscape.after(source, end + 1);
    return name(start, escape.endOr(end), escape.decode(raw.toString(), start));
  }

  /** {@code $tag$…$tag$}. */
  SqlToken dollarQuoted(int start, String tag) {
    int body = start + tag.length();
    int close = text.indexOf(tag, body);
    if (close < 0) {
      throw unterminated("dollar-quoted string", start);
    }
    return string(start, close + tag.length() - 1, text.substring(body, close));
  }

  private SqlToken string(int start, int end, String value) {
    int nul = value.indexOf(0);
    if (nul >= 0) {
      throw source.error(
          ErrorCode.CHARACTER_NOT_IN_REPERTOIRE,
          "invalid byte sequence for encoding \"UTF8\": 0x00",
          start);
    }
    return new SqlToken(SqlGrammar.STRING, start, end, text.substring(start, end + 1), value);
  }

  private SqlToken name(int start, int end, String value) {
    if (value.isEmpty()) {
      throw source
          .error(
              ErrorCode.SYNTAX_ERROR,
              "zero-length delimited identifier at or near \"{token}\"",
              start)
          .with("token", text.substring(start, end + 1));
    }
    if (value.indexOf(0) >= 0) {
      throw source.error(
          ErrorCode.CHARACTER_NOT_IN_REPERTOIRE,
          "invalid byte sequence for encoding \"UTF8\": 0x00",
          start);
    }
    Lexer.checkNameLength(source, value, start);
    return new SqlToken(
        SqlGrammar.QUOTED_IDENTIFIER, start, end, text.substring(start, end + 1), value);
  }

  /** Appends what stands between the quotes and returns the index of the closing one. */
  private int readQuoted(int start, int open, char quote, StringBuilder value) {
    int at = open + 1;
    while (true) {
      int close = text.indexOf(quote, at);
      if (close < 0) {
        throw unterminated(quote == '"' ? "quoted identifier" : "quoted string", start);
      }
      value.append(text, at, close);
      if (charAt(close + 1) == quote) {
        value.append(quote);
        at = close + 2;
        continue;
      }
      int next = quote == '\'' ? continuation(close + 1) : -1;
      if (next < 0) {
        return close;
      }
      at = next;
    }
  }

  /**
   * A string goes on in another one, if only blanks with at least one line break are between.
   * Returns the index behind the opening quote, or -1.
   */
  private int continuation(int from) {
    boolean lineBreak = false;
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\'') {
        return lineBreak ? at + 1 : -1;
      }
      if (c == '-' && charAt(at + 1) == '-') {
        at = Lexer.endOfLine(text, at) - 1;
      } else if (!Lexer.isBlank(c)) {
        return -1;
      }
      lineBreak |= c == '\n' || c == '\r';
    }
    return -1;
  }

  private char charAt(int at) {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private TidewaterException unterminated(String what, int start) {
    return source
        .error(ErrorCode.SYNTAX_ERROR, "unterminated {what} at or near \"{token}\"", start)
        .with("what", what)
        .with("token", SourceText.excerpt(text.substring(start)));
  }
}
