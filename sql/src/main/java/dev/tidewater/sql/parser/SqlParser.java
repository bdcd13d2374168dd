package dev.tidewater.sql.parser;

import dev.tidewater.sql.ast.Statement;
import dev.tidewater.sql.parser.grammar.SqlGrammar;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/**
 * Reads SQL text.
 *
 * <p>Errors are {@link TidewaterException}s, as a rule {@code 42601} in PostgreSQL's words; their
 * position counts in the whole text given, in characters (code points) from 0. Nothing else is
 * thrown, whatever the text. Stateless; any number of threads.
 */
public final class SqlParser {
  /** Longest script. Its tokens take about ten times the memory of its text. */
  public static final int MAX_SCRIPT_LENGTH = 16 << 20;

  /**
   * Longest statement. A parse tree takes about a hundred times the memory of its text; who has
   * more rows than fit uses COPY.
   */
  public static final int MAX_STATEMENT_LENGTH = 1 << 20;

  /**
   * How many brackets and CASEs may be open at once. The parser recurses about a dozen frames for
   * each, which stays well within half a megabyte of stack.
   */
  public static final int MAX_NESTING = 200;

  private SqlParser() {}

  /** All statements of a script, in order; empty ones are left out. */
  public static List<ParsedStatement> parse(String script) {
    if (script.length() > MAX_SCRIPT_LENGTH) {
      throw tooLong(MAX_SCRIPT_LENGTH);
    }
    SourceText source = new SourceText(script);
    List<SqlToken> tokens = new Lexer(source).tokens();
    List<ParsedStatement> statements = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= tokens.size(); i++) {
      boolean end = i == tokens.size() || tokens.get(i).getType() == SqlGrammar.SEMICOLON;
      if (end && i > from) {
        statements.add(statement(source, tokens, from, i));
      }
      from = end ? i + 1 : from;
    }
    return statements;
  }

  /** The one statement of a text that must have exactly one. */
  public static Statement parseStatement(String sql) {
    List<ParsedStatement> statements = parse(sql);
    if (statements.size() != 1) {
      throw new TidewaterException(ErrorCode.SYNTAX_ERROR, "expected one statement, found {count}")
          .with("count", statements.size());
    }
    return statements.get(0).ast();
  }

  private static ParsedStatement statement(
      SourceText source, List<SqlToken> tokens, int from, int to) {
    int start = tokens.get(from).getStartIndex();
    int end = tokens.get(to - 1).getStopIndex() + 1;
    int offset = source.offsetOf(start);
    if (end - start > MAX_STATEMENT_LENGTH) {
      throw tooLong(MAX_STATEMENT_LENGTH).at(offset);
    }
    List<SqlToken> own = new ArrayList<>(tokens.subList(from, to));
    own.add(endToken(source, tokens, to));
    checkNesting(source, own);
    Statement ast;
    try {
      TreeBuilder tree = new TreeBuilder(source, own);
      ast = tree.statements.statement(ParseRun.of(source, own).statement());
    } catch (StackOverflowError e) {
      // The bounds above should not let this happen, but how large a frame is, is the JVM's affair.
      throw new TidewaterException(ErrorCode.STATEMENT_TOO_COMPLEX, "statement is too complex", e)
          .at(offset);
    }
    return new ParsedStatement(ast, source.text().substring(start, end), offset);
  }

  /** What stands behind the statement: its semicolon, or nothing. */
  private static SqlToken endToken(SourceText source, List<SqlToken> tokens, int at) {
    int index = at < tokens.size() ? tokens.get(at).getStartIndex() : source.text().length();
    return new SqlToken(Token.EOF, index, index, at < tokens.size() ? ";" : "");
  }

  private static void checkNesting(SourceText source, List<SqlToken> tokens) {
    int depth = 0;
    for (SqlToken token : tokens) {
      switch (token.getType()) {
        case SqlGrammar.LEFT_PAREN, SqlGrammar.LEFT_BRACKET, SqlGrammar.CASE -> depth++;
        case SqlGrammar.RIGHT_PAREN, SqlGrammar.RIGHT_BRACKET, SqlGrammar.END -> depth--;
        default -> {}
      }
      if (depth > MAX_NESTING) {
        throw source
            .error(
                ErrorCode.STATEMENT_TOO_COMPLEX,
                "statement is nested more than {limit} levels deep",
                token.getStartIndex())
            .with("limit", MAX_NESTING);
      }
      depth = Math.max(depth, 0);
    }
  }

  private static TidewaterException tooLong(int limit) {
    return new TidewaterException(
            ErrorCode.PROGRAM_LIMIT_EXCEEDED, "statement is longer than {limit} characters")
        .with("limit", limit)
        .hint("Use COPY to load many rows.");
  }
}
