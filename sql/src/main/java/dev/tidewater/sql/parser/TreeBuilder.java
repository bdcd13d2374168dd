package dev.tidewater.sql.parser;

import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.parser.grammar.SqlGrammar;
import dev.tidewater.sql.parser.grammar.SqlGrammar.FunctionNameContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.NameListContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.QualifiedNameContext;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * What the builders of the syntax tree share: names, positions, blame and the bound on depth. It
 * holds one builder for each part of the grammar, which call each other through it.
 *
 * <p>One statement, one thread.
 */
final class TreeBuilder {
  /**
   * How deep a tree may be. Whoever walks a tree does so by recursion; this depth fits well into
   * the half megabyte of stack that is the least a thread of ours has.
   */
  static final int MAX_DEPTH = 1_000;

  final TypeBuilder types = new TypeBuilder(this);
  final OptionBuilder options = new OptionBuilder(this);
  final ExpressionBuilder expressions = new ExpressionBuilder(this);
  final CallBuilder calls = new CallBuilder(this);
  final QueryBuilder queries = new QueryBuilder(this);
  final FromBuilder from = new FromBuilder(this);
  final DataBuilder data = new DataBuilder(this);
  final CreateBuilder creates = new CreateBuilder(this);
  final CreateTableBuilder tables = new CreateTableBuilder(this);
  final AlterBuilder alters = new AlterBuilder(this);
  final InspectBuilder inspects = new InspectBuilder(this);
  final SessionBuilder sessions = new SessionBuilder(this);
  final CursorBuilder cursors = new CursorBuilder(this);
  final StatementBuilder statements = new StatementBuilder(this);

  private final SourceText source;
  private final List<SqlToken> tokens;
  private final int statementOffset;
  private int depth;

  /**
   * @param tokens of the statement, the last one EOF
   */
  TreeBuilder(SourceText source, List<SqlToken> tokens) {
    this.source = source;
    this.tokens = tokens;
    this.statementOffset = source.offsetOf(tokens.get(0).getStartIndex());
  }

  Position position(Token token) {
    return new Position(source.offsetOf(token.getStartIndex()) - statementOffset);
  }

  Position position(ParserRuleContext context) {
    return position(context.getStart());
  }

  Position position(TerminalNode node) {
    return position(node.getSymbol());
  }

  /** The token behind a part of the statement. */
  SqlToken tokenAfter(ParserRuleContext context) {
    return tokens.get(context.getStop().getTokenIndex() + 1);
  }

  TidewaterException unexpected(Token token) {
    return token.getType() == Token.EOF && token.getText().isEmpty()
        ? source.syntaxErrorAtEnd(token.getStartIndex())
        : source.syntaxErrorNear(token.getText(), token.getStartIndex());
  }

  TidewaterException unexpected(ParserRuleContext context) {
    return unexpected(context.getStart());
  }

  TidewaterException error(ErrorCode code, String message, Token token) {
    return source.error(code, message, token.getStartIndex());
  }

  /** To be called before going down by a number of levels, with {@link #leave} after. */
  void enter(int levels, ParserRuleContext context) {
    depth += levels;
    if (depth > MAX_DEPTH) {
      throw error(
              ErrorCode.STATEMENT_TOO_COMPLEX,
              "statement is nested more than {limit} levels deep",
              context.getStart())
          .with("limit", MAX_DEPTH);
    }
  }

  void leave(int levels) {
    depth -= levels;
  }

  /** The name that a one-word rule or token stands for. */
  Identifier identifier(ParserRuleContext word) {
    return identifier(word.getStart());
  }

  Identifier identifier(Token token) {
    return new Identifier(((SqlToken) token).value, position(token));
  }

  @Nullable Identifier identifierOrNull(@Nullable ParserRuleContext word) {
    return word == null ? null : identifier(word);
  }

  List<Identifier> identifiers(@Nullable NameListContext list) {
    return list == null ? List.of() : list.name().stream().map(this::identifier).toList();
  }

  QualifiedName qualifiedName(QualifiedNameContext context) {
    return dotted(context);
  }

  @Nullable QualifiedName qualifiedNameOrNull(@Nullable QualifiedNameContext context) {
    return context == null ? null : dotted(context);
  }

  List<QualifiedName> qualifiedNames(List<QualifiedNameContext> contexts) {
    return contexts.stream().map(this::qualifiedName).toList();
  }

  QualifiedName functionName(FunctionNameContext context) {
    return dotted(context);
  }

  /** Of a context that is words with points between. */
  private QualifiedName dotted(ParserRuleContext context) {
    List<Identifier> parts = new ArrayList<>();
    for (ParseTree child : context.children) {
      if (child instanceof ParserRuleContext word) {
        parts.add(identifier(word));
      }
    }
    return new QualifiedName(parts, position(context));
  }

  static String value(TerminalNode node) {
    return ((SqlToken) node.getSymbol()).value;
  }

  static String value(Token token) {
    return ((SqlToken) token).value;
  }

  /** An integer that the grammar asks for as part of a clause. */
  int integer(TerminalNode number) {
    try {
      return Integer.parseInt(value(number));
    } catch (NumberFormatException e) {
      throw unexpected(number.getSymbol());
    }
  }

  static boolean isEnd(Token token) {
    return token.getType() == Token.EOF;
  }

  static boolean is(@Nullable ParseTree node, int tokenType) {
    return node instanceof TerminalNode terminal && terminal.getSymbol().getType() == tokenType;
  }

  /** All words of a context, upper case, one space between: for enums and option names. */
  static String words(ParserRuleContext context) {
    StringBuilder words = new StringBuilder();
    appendWords(context, words);
    return words.toString();
  }

  private static void appendWords(ParseTree node, StringBuilder words) {
    if (node instanceof TerminalNode terminal) {
      words.append(words.isEmpty() ? "" : " ").append(Lexer.upperCase(terminal.getText()));
    }
    for (int i = 0; i < node.getChildCount(); i++) {
      appendWords(node.getChild(i), words);
    }
  }

  static boolean isWord(Token token) {
    return token.getType() == SqlGrammar.IDENTIFIER || Keywords.typeOf(value(token)) != null;
  }
}
