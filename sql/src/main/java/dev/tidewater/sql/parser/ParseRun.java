package dev.tidewater.sql.parser;

import dev.tidewater.sql.parser.grammar.SqlGrammar;
import dev.tidewater.sql.parser.grammar.SqlGrammar.SingleStatementContext;
import java.util.List;
import java.util.Objects;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.jspecify.annotations.Nullable;

/**
 * One run of the generated parser: with the fast prediction first, and if that fails with the full
 * one, which decides whether it really is an error and where.
 */
final class ParseRun {
  private ParseRun() {}

  static SingleStatementContext of(SourceText source, List<SqlToken> tokens) {
    SqlGrammar parser = new SqlGrammar(new CommonTokenStream(new ListTokenSource(tokens)));
    parser.removeErrorListeners();
    StopAtFirstError errors = new StopAtFirstError();
    parser.setErrorHandler(errors);
    parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
    try {
      return parser.singleStatement();
    } catch (ParseCancellationException fast) {
      parser.getTokenStream().seek(0);
      parser.reset();
      parser.getInterpreter().setPredictionMode(PredictionMode.LL);
    }
    try {
      return parser.singleStatement();
    } catch (ParseCancellationException full) {
      throw SyntaxErrors.translate(source, tokens, errors.firstError(), errors.nameWasExpected);
    }
  }

  /** No repair, no guesses: the caller gets the first error. */
  private static final class StopAtFirstError extends DefaultErrorStrategy {
    /** At the token of the error, not at one that prediction looked ahead to. */
    private boolean nameWasExpected;

    private @Nullable RecognitionException first;

    RecognitionException firstError() {
      return Objects.requireNonNull(first);
    }

    @Override
    public void recover(Parser recognizer, RecognitionException e) {
      note(recognizer, e);
      throw new ParseCancellationException(e);
    }

    @Override
    public Token recoverInline(Parser recognizer) {
      InputMismatchException mismatch = new InputMismatchException(recognizer);
      note(recognizer, mismatch);
      throw new ParseCancellationException(mismatch);
    }

    private void note(Parser recognizer, RecognitionException e) {
      first = e;
      nameWasExpected =
          recognizer.getCurrentToken() == e.getOffendingToken()
              && recognizer.getExpectedTokens().contains(SqlGrammar.QUOTED_IDENTIFIER);
    }

    @Override
    public void sync(Parser recognizer) {}
  }
}
