package dev.tidewater.types;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Reads JSON text into {@link Jsonb}; of members with the same key the last one counts. */
final class JsonbParser {
  private final String text;
  private int at;
  private int depth;

  private JsonbParser(String text) {
    this.text = text;
  }

  static Jsonb parse(String text) {
    JsonbParser parser = new JsonbParser(text);
    Jsonb value = parser.value();
    parser.skipSpace();
    if (parser.at < text.length()) {
      throw parser.unexpected("Expected end of input, but found \"" + parser.token() + "\".");
    }
    return value;
  }

  private Jsonb value() {
    skipSpace();
    if (at >= text.length()) {
      throw unexpected("The input string ended unexpectedly.");
    }
    char c = text.charAt(at);
    return switch (c) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> Jsonb.of(string());
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> word();
    };
  }

  private Jsonb word() {
    String token = token();
    Jsonb value =
        switch (token) {
          case "true" -> Jsonb.JsonBoolean.TRUE;
          case "false" -> Jsonb.JsonBoolean.FALSE;
          case "null" -> Jsonb.JsonNull.INSTANCE;
          default -> throw invalidToken(token);
        };
    at += token.length();
    return value;
  }

  private Jsonb object() {
    enter();
    TreeMap<String, Jsonb> members = new TreeMap<>(Jsonb.KEY_ORDER);
    at++;
    skipSpace();
    if (peek() == '}') {
      at++;
      depth--;
      return Jsonb.JsonObject.EMPTY;
    }
    while (true) {
      skipSpace();
      if (peek() != '"') {
        throw expected("string");
      }
      String key = string();
      skipSpace();
      if (peek() != ':') {
        throw expected("\":\"");
      }
      at++;
      members.put(key, value());
      skipSpace();
      if (peek() == '}') {
        at++;
        depth--;
        return Jsonb.object(members);
      }
      if (peek() != ',') {
        throw expected("\",\" or \"}\"");
      }
      at++;
    }
  }

  private Jsonb array() {
    enter();
    List<Jsonb> elements = new ArrayList<>();
    at++;
    skipSpace();
    if (peek() == ']') {
      at++;
      depth--;
      return Jsonb.JsonArray.EMPTY;
    }
    while (true) {
      elements.add(value());
      skipSpace();
      if (peek() == ']') {
        at++;
        depth--;
        return Jsonb.array(elements);
      }
      if (peek() != ',') {
        throw expected("\",\" or \"]\"");
      }
      at++;
    }
  }

  private void enter() {
    if (++depth > Jsonb.MAX_DEPTH) {
      throw new TidewaterException(
              ErrorCode.STATEMENT_TOO_COMPLEX, "JSON is nested deeper than {limit} levels")
          .with("limit", Jsonb.MAX_DEPTH);
    }
  }

  private Jsonb number() {
    int start = at;
    if (peek() == '-') {
      at++;
    }
    int integerStart = at;
    skipDigits();
    boolean valid =
        at > integerStart && (text.charAt(integerStart) != '0' || at == integerStart + 1);
    if (peek() == '.') {
      int fractionStart = ++at;
      skipDigits();
      valid &= at > fractionStart;
    }
    if (peek() == 'e' || peek() == 'E') {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      int exponentStart = at;
      skipDigits();
      valid &= at > exponentStart;
    }
    if (!valid || isWordCharacter(peek())) {
      at = start;
      throw invalidToken(token());
    }
    return Jsonb.of(Decimal.parse(text.substring(start, at)));
  }

  private void skipDigits() {
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
  }

  private String string() {
    int start = ++at;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        return text.substring(start, at++);
      }
      if (c == '\\') {
        return stringWithEscapes(start);
      }
      checkStringCharacter(c);
      at++;
    }
    throw unterminated(start);
  }

  private String stringWithEscapes(int start) {
    StringBuilder out = new StringBuilder(text.substring(start, at));
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return out.toString();
      }
      if (c != '\\') {
        checkStringCharacter(c);
        out.append(c);
      } else {
        escape(out);
      }
    }
    throw unterminated(start);
  }

  private TidewaterException unterminated(int start) {
    return unexpected("Token \"" + text.substring(start - 1) + "\" is invalid.");
  }

  private void checkStringCharacter(char c) {
    if (c < ' ') {
      throw unexpected(
          String.format(
              java.util.Locale.ROOT, "Character with value 0x%02x must be escaped.", (int) c));
    }
  }

  private void escape(StringBuilder out) {
    char c = peek();
    at++;
    switch (c) {
      case '"', '\\', '/' -> out.append(c);
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'u' -> unicodeEscape(out);
      default -> throw unexpected("Escape sequence \"\\" + c + "\" is invalid.");
    }
  }

  private void unicodeEscape(StringBuilder out) {
    char unit = fourHexDigits();
    if (unit == 0) {
      throw new TidewaterException(
              ErrorCode.UNTRANSLATABLE_CHARACTER, "unsupported Unicode escape sequence")
          .detail("\\u0000 cannot be converted to text.");
    }
    if (Character.isHighSurrogate(unit)) {
      if (!text.startsWith("\\u", at)) {
        throw unexpected("Unicode low surrogate must follow a high surrogate.");
      }
      at += 2;
      char low = fourHexDigits();
      if (!Character.isLowSurrogate(low)) {
        throw unexpected("Unicode low surrogate must follow a high surrogate.");
      }
      out.append(unit).append(low);
    } else if (Character.isLowSurrogate(unit)) {
      throw unexpected("Unicode low surrogate must follow a high surrogate.");
    } else {
      out.append(unit);
    }
  }

  private char fourHexDigits() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(peek(), 16);
      if (digit < 0 || peek() > 'f') {
        throw unexpected("\"\\u\" must be followed by four hexadecimal digits.");
      }
      value = value * 16 + digit;
      at++;
    }
    return (char) value;
  }

  /** The character here; 0 at the end. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private static boolean isWordCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c >= 0x80;
  }

  /** The run of letters and digits here, or the one character here. */
  private String token() {
    int tokenEnd = at;
    while (tokenEnd < text.length()
        && (isWordCharacter(text.charAt(tokenEnd)) || "+-.".indexOf(text.charAt(tokenEnd)) >= 0)) {
      tokenEnd++;
    }
    return text.substring(at, tokenEnd == at ? Math.min(at + 1, text.length()) : tokenEnd);
  }

  private TidewaterException expected(String what) {
    if (at >= text.length()) {
      return unexpected("The input string ended unexpectedly.");
    }
    return unexpected("Expected " + what + ", but found \"" + token() + "\".");
  }

  private TidewaterException invalidToken(String token) {
    return unexpected("Token \"" + token + "\" is invalid.");
  }

  private TidewaterException unexpected(String detail) {
    return new TidewaterException(
            ErrorCode.INVALID_TEXT_REPRESENTATION, "invalid input syntax for type json")
        .detail(detail);
  }
}
