package dev.tidewater.sql.parser;

import dev.tidewater.sql.parser.grammar.SqlGrammar;
import dev.tidewater.types.TidewaterException;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Puts the parser's complaints into PostgreSQL's words, with a hint for the common slips. */
final class SyntaxErrors {
  /** Tokens of other languages. */
  private static final Map<String, String> SLIPS =
      Map.of(
          "==", "Values are compared with a single =.",
          "&&", "Conditions are combined with AND.",
          "`", "Names are quoted with double quotes.");

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
    String slip = SLIPS.get(token.getText());
    if (slip != null) {
      return slip;
    }
    int index = token.getTokenIndex();
    if (index > 0 && tokens.get(index - 1).getType() == SqlGrammar.COMMA) {
      return "There may be a comma too many before it.";
    }
    return nameWasExpected && token.getType() > 0 && Keywords.isReserved(token.getType())
        ? "This word is reserved; write it in double quotes to use it as a name."
        : null;
  }
}
