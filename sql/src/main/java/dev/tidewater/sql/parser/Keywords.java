package dev.tidewater.sql.parser;

import dev.tidewater.sql.parser.grammar.SqlGrammar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.Vocabulary;
import org.jspecify.annotations.Nullable;

/** The keywords and where they may be names, read from the grammar's own rules. */
final class Keywords {
  private static final Map<String, Integer> TYPES = new HashMap<>();
  private static final Set<Integer> NAMES = new HashSet<>();
  private static final Set<Integer> FUNCTION_NAMES = new HashSet<>();

  /** Tokens that are not words. */
  private static final Set<Integer> OTHERS =
      Set.of(
          SqlGrammar.IDENTIFIER,
          SqlGrammar.QUOTED_IDENTIFIER,
          SqlGrammar.STRING,
          SqlGrammar.BIT_STRING,
          SqlGrammar.NUMBER,
          SqlGrammar.PARAMETER,
          SqlGrammar.OPERATOR_SYMBOL,
          SqlGrammar.LEFT_PAREN,
          SqlGrammar.RIGHT_PAREN,
          SqlGrammar.LEFT_BRACKET,
          SqlGrammar.RIGHT_BRACKET,
          SqlGrammar.COMMA,
          SqlGrammar.SEMICOLON,
          SqlGrammar.COLON,
          SqlGrammar.DOT,
          SqlGrammar.PLUS,
          SqlGrammar.MINUS,
          SqlGrammar.STAR,
          SqlGrammar.SLASH,
          SqlGrammar.PERCENT,
          SqlGrammar.CARET,
          SqlGrammar.LESS,
          SqlGrammar.GREATER,
          SqlGrammar.EQUALS,
          SqlGrammar.LESS_EQUALS,
          SqlGrammar.GREATER_EQUALS,
          SqlGrammar.NOT_EQUALS,
          SqlGrammar.TYPECAST,
          SqlGrammar.COLON_EQUALS,
          SqlGrammar.ARROW);

  static {
    Vocabulary vocabulary = SqlGrammar.VOCABULARY;
    for (int type = Token.MIN_USER_TOKEN_TYPE; type <= vocabulary.getMaxTokenType(); type++) {
      if (!OTHERS.contains(type)) {
        // SKIP alone is a name that ANTLR keeps for itself.
        String word = vocabulary.getSymbolicName(type).replace("_WORD", "");
        TYPES.put(word.toLowerCase(Locale.ROOT), type);
      }
    }
    List<Integer> unreserved = startsOf(SqlGrammar.RULE_unreservedKeyword);
    NAMES.addAll(unreserved);
    NAMES.addAll(startsOf(SqlGrammar.RULE_columnNameKeyword));
    NAMES.add(SqlGrammar.VALUES);
    FUNCTION_NAMES.addAll(unreserved);
    FUNCTION_NAMES.addAll(startsOf(SqlGrammar.RULE_functionNameKeyword));
  }

  private Keywords() {}

  private static List<Integer> startsOf(int rule) {
    return SqlGrammar._ATN.nextTokens(SqlGrammar._ATN.ruleToStartState[rule]).toList();
  }

  /** The token type of a word in lower case, or null if it is no keyword. */
  static @Nullable Integer typeOf(String lowerCaseWord) {
    return TYPES.get(lowerCaseWord);
  }

  /** Whether the word, in lower case, can stand for itself as the name of a column or relation. */
  static boolean canNameColumn(String lowerCaseWord) {
    Integer type = TYPES.get(lowerCaseWord);
    return type == null || NAMES.contains(type);
  }

  /** Whether the word, in lower case, can stand for itself as the name of a function or type. */
  static boolean canNameFunction(String lowerCaseWord) {
    Integer type = TYPES.get(lowerCaseWord);
    return type == null || FUNCTION_NAMES.contains(type);
  }

  /** A word that may not be a name without quotes. */
  static boolean isReserved(int tokenType) {
    return !OTHERS.contains(tokenType)
        && !NAMES.contains(tokenType)
        && !FUNCTION_NAMES.contains(tokenType);
  }
}
