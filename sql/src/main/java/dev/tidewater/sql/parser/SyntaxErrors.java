package dev.tidewater.sql.parser;

import dev.tidewater.sql.parser.grammar.SqlGrammar;
import dev.tidewater.types.TidewaterException;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Puts the parser's complaints into PostgreSQL's words, with a hint for the common slips. */
final class SyntaxErrors {
  /** Words that start what comes next, so that nobody means a name by them. */
  private static final Set<Integer> CLAUSE_STARTS =
      Set.of(
          SqlGrammar.FROM,
          SqlGrammar.WHERE,
          SqlGrammar.GROUP,
          SqlGrammar.HAVING,
          SqlGrammar.ORDER,
          SqlGrammar.LIMIT,
          SqlGrammar.OFFSET,
          SqlGrammar.UNION,
          SqlGrammar.RIGHT_PAREN,
          Token.EOF);

  private SyntaxErrors() {}

  /**
   * @param nameWasExpected where the parser stopped a name would have been welcome
   */
  static TidewaterException translate(
      SourceText source,
      List<SqlToken> tokens,
      RecognitionException problem,
      boolean nameWasExpected) {
    Token token = problem.getOffendingToken();
    boolean atEnd = token.getType() == Token.EOF && token.getText().isEmpty();
    TidewaterException error =
        atEnd
            ? source.syntaxErrorAtEnd(token.getStartIndex())
            : source.syntaxErrorNear(token.getText(), token.getStartIndex());
    String hint = hint(tokens, token, nameWasExpected);
    return hint == null ? error : error.hint(hint);
  }

  private static @Nullable String hint(
      List<SqlToken> tokens, Token token, boolean nameWasExpected) {
    if (tokens.stream().anyMatch(SyntaxErrors::isBacktick)) {
      return "Names are quoted with double quotes, not with backticks.";
    }
    int index = token.getTokenIndex();
    if (CLAUSE_STARTS.contains(token.getType())) {
      return index > 0 && tokens.get(index - 1).getType() == SqlGrammar.COMMA
          ? "There is a comma too many before it."
          : null;
    }
    return nameWasExpected && token.getType() > 0 && Keywords.isReserved(token.getType())
        ? "This word is reserved; write it in double quotes to use it as a name."
        : null;
  }

  private static boolean isBacktick(SqlToken token) {
    return token.getType() == SqlGrammar.OPERATOR_SYMBOL && token.getText().startsWith("`");
  }
}
