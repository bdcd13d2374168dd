package dev.tidewater.sql.parser;

import dev.tidewater.sql.parser.grammar.SqlGrammar;
import dev.tidewater.types.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Cuts a script into tokens by PostgreSQL's rules (manual, section 4.1). Semicolons are tokens too;
 * there is no token for the end.
 *
 * <p>One use, one thread.
 */
final class Lexer {
  /** In bytes; longer ones would be cut silently by PostgreSQL, which has hidden many a mistake. */
  static final int MAX_IDENTIFIER_BYTES = 255;

  /** PostgreSQL's own bound for the name of an operator. */
  static final int MAX_OPERATOR_LENGTH = 63;

  private static final String OPERATOR_CHARACTERS = "~!@#^&|`?+-*/%<>=";
  private static final String NEVER_WITH_TRAILING_SIGN = "~!@#^&|`?%";

  private static final Map<String, Integer> SYMBOLS =
      Map.ofEntries(
          Map.entry("(", SqlGrammar.LEFT_PAREN),
          Map.entry(")", SqlGrammar.RIGHT_PAREN),
          Map.entry("[", SqlGrammar.LEFT_BRACKET),
          Map.entry("]", SqlGrammar.RIGHT_BRACKET),
          Map.entry(",", SqlGrammar.COMMA),
          Map.entry(";", SqlGrammar.SEMICOLON),
          Map.entry("+", SqlGrammar.PLUS),
          Map.entry("-", SqlGrammar.MINUS),
          Map.entry("*", SqlGrammar.STAR),
          Map.entry("/", SqlGrammar.SLASH),
          Map.entry("%", SqlGrammar.PERCENT),
          Map.entry("^", SqlGrammar.CARET),
          Map.entry("<", SqlGrammar.LESS),
          Map.entry(">", SqlGrammar.GREATER),
          Map.entry("=", SqlGrammar.EQUALS),
          Map.entry("<=", SqlGrammar.LESS_EQUALS),
          Map.entry(">=", SqlGrammar.GREATER_EQUALS),
          Map.entry("<>", SqlGrammar.NOT_EQUALS),
          Map.entry("!=", SqlGrammar.NOT_EQUALS),
          Map.entry("=>", SqlGrammar.ARROW));

  private final SourceText source;
  private final String text;
  private final StringLexer strings;
  private final List<SqlToken> tokens = new ArrayList<>();
  private int index;

  Lexer(SourceText source) {
    this.source = source;
    this.text = source.text();
    this.strings = new StringLexer(source);
  }

  List<SqlToken> tokens() {
    while (skipBlanks()) {
      readToken();
    }
    return tokens;
  }

  private void readToken() {
    char c = text.charAt(index);
    if (isNameStart(c)) {
      readWordOrPrefixedString(c);
    } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
      readNumber();
    } else if (c == '\'') {
      accept(strings.plain(index, index));
    } else if (c == '"') {
      accept(strings.quotedName(index));
    } else if (c == '$') {
      readDollar();
    } else if (c == ':') {
      readColon();
    } else if (c == '.') {
      symbol(SqlGrammar.DOT, 1);
    } else if ("()[],;".indexOf(c) >= 0) {
      symbol(SYMBOLS.getOrDefault(String.valueOf(c), SqlGrammar.OPERATOR_SYMBOL), 1);
    } else if (OPERATOR_CHARACTERS.indexOf(c) >= 0) {
      readOperator();
    } else {
      throw source.syntaxErrorNear(text.substring(index, text.offsetByCodePoints(index, 1)), index);
    }
  }

  private void accept(SqlToken token) {
    tokens.add(token);
    index = token.getStopIndex() + 1;
  }

  private void symbol(int type, int length) {
    accept(new SqlToken(type, index, index + length - 1, text.substring(index, index + length)));
  }

  /** Skips white space and comments; false at the end of the text. */
  private boolean skipBlanks() {
    while (index < text.length()) {
      char c = text.charAt(index);
      if (isBlank(c)) {
        index++;
      } else if (c == '-' && peek(1) == '-') {
        index = endOfLine(text, index);
      } else if (c == '/' && peek(1) == '*') {
        index = endOfComment();
      } else {
        return true;
      }
    }
    return false;
  }

  static int endOfLine(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    return at;
  }

  /** Comments nest. */
  private int endOfComment() {
    int depth = 0;
    for (int at = index; at + 1 < text.length(); at++) {
      if (text.charAt(at) == '/' && text.charAt(at + 1) == '*') {
        depth++;
        at++;
      } else if (text.charAt(at) == '*' && text.charAt(at + 1) == '/') {
        depth--;
        at++;
        if (depth == 0) {
          return at + 1;
        }
      }
    }
    throw source.error(ErrorCode.SYNTAX_ERROR, "unterminated /* comment", index);
  }

  private void readWordOrPrefixedString(char c) {
    boolean quoteFollows = peek(1) == '\'';
    if ((c == 'e' || c == 'E') && quoteFollows) {
      accept(strings.escaped(index));
    } else if ((c == 'b' || c == 'B') && quoteFollows) {
      accept(strings.bits(index));
    } else if ((c == 'x' || c == 'X') && quoteFollows) {
      accept(strings.hexBits(index));
    } else if ((c == 'n' || c == 'N') && quoteFollows) {
      accept(strings.plain(index, index + 1));
    } else if ((c == 'u' || c == 'U') && peek(1) == '&' && peek(2) == '\'') {
      accept(strings.unicode(index));
    } else if ((c == 'u' || c == 'U') && peek(1) == '&' && peek(2) == '"') {
      accept(strings.unicodeName(index));
    } else {
      readWord();
    }
  }

  private void readWord() {
    int end = index + 1;
    while (end < text.length() && isNamePart(text.charAt(end))) {
      end++;
    }
    String written = text.substring(index, end);
    String folded = fold(written);
    Integer keyword = Keywords.typeOf(folded);
    int type = keyword == null ? SqlGrammar.IDENTIFIER : keyword;
    if (keyword == null) {
      checkNameLength(source, folded, index);
    }
    accept(new SqlToken(type, index, end - 1, written, folded));
  }

  static void checkNameLength(SourceText source, String name, int index) {
    if (name.length() * 3L > MAX_IDENTIFIER_BYTES
        && name.getBytes(StandardCharsets.UTF_8).length > MAX_IDENTIFIER_BYTES) {
      throw source
          .error(ErrorCode.NAME_TOO_LONG, "identifier is longer than {limit} bytes", index)
          .with("limit", MAX_IDENTIFIER_BYTES);
    }
  }

  /** ASCII letters only: other letters stay as they are, in any locale. */
  static String fold(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        return foldFrom(name, i);
      }
    }
    return name;
  }

  private static String foldFrom(String name, int first) {
    char[] characters = name.toCharArray();
    for (int i = first; i < characters.length; i++) {
      if (characters[i] >= 'A' && characters[i] <= 'Z') {
        characters[i] = (char) (characters[i] + ('a' - 'A'));
      }
    }
    return new String(characters);
  }

  private void readNumber() {
    NumberLexer number = new NumberLexer(source, index);
    accept(number.read());
  }

  private void readDollar() {
    if (isDigit(peek(1))) {
      readParameter();
      return;
    }
    int end = index + 1;
    if (end < text.length() && isNameStart(text.charAt(end))) {
      while (end < text.length() && isTagPart(text.charAt(end))) {
        end++;
      }
    }
    if (end >= text.length() || text.charAt(end) != '$') {
      throw source.syntaxErrorNear("$", index);
    }
    accept(strings.dollarQuoted(index, text.substring(index, end + 1)));
  }

  private void readParameter() {
    int end = index + 1;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    if (end < text.length() && isNameStart(text.charAt(end))) {
      throw source
          .error(
              ErrorCode.SYNTAX_ERROR, "trailing junk after parameter at or near \"{token}\"", index)
          .with("token", text.substring(index, end + 1));
    }
    String digits = text.substring(index + 1, end);
    accept(new SqlToken(SqlGrammar.PARAMETER, index, end - 1, "$" + digits, digits));
  }

  private void readColon() {
    if (peek(1) == ':') {
      symbol(SqlGrammar.TYPECAST, 2);
    } else if (peek(1) == '=') {
      symbol(SqlGrammar.COLON_EQUALS, 2);
    } else {
      symbol(SqlGrammar.COLON, 1);
    }
  }

  /**
   * As many operator characters as there are, but not the start of a comment; and a trailing plus
   * or minus belongs to what follows unless the operator has a character that no arithmetic one
   * has.
   */
  private void readOperator() {
    int end = index;
    while (end < text.length()
        && OPERATOR_CHARACTERS.indexOf(text.charAt(end)) >= 0
        && !startsComment(end)) {
      end++;
    }
    while (end - index > 1
        && "+-".indexOf(text.charAt(end - 1)) >= 0
        && text.substring(index, end)
            .chars()
            .noneMatch(c -> NEVER_WITH_TRAILING_SIGN.indexOf(c) >= 0)) {
      end--;
    }
    if (end - index > MAX_OPERATOR_LENGTH) {
      throw source.error(ErrorCode.NAME_TOO_LONG, "operator too long", index);
    }
    String symbol = text.substring(index, end);
    int type = SYMBOLS.getOrDefault(symbol, SqlGrammar.OPERATOR_SYMBOL);
    accept(new SqlToken(type, index, end - 1, symbol, symbol.equals("!=") ? "<>" : symbol));
  }

  private boolean startsComment(int at) {
    char c = text.charAt(at);
    char next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
    return (c == '-' && next == '-') || (c == '/' && next == '*');
  }

  private char peek(int distance) {
    return index + distance < text.length() ? text.charAt(index + distance) : 0;
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0x0b;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
  }

  static boolean isNamePart(char c) {
    return isNameStart(c) || isDigit(c) || c == '$';
  }

  private static boolean isTagPart(char c) {
    return isNameStart(c) || isDigit(c);
  }

  /** How a keyword is spelled in option names. */
  static String upperCase(String word) {
    return word.toUpperCase(Locale.ROOT);
  }
}
