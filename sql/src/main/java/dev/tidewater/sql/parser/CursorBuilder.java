package dev.tidewater.sql.parser;

import dev.tidewater.sql.ast.CursorStatement;
import dev.tidewater.sql.ast.CursorStatement.CloseCursor;
import dev.tidewater.sql.ast.CursorStatement.DeclareCursor;
import dev.tidewater.sql.ast.CursorStatement.Fetch;
import dev.tidewater.sql.ast.CursorStatement.FetchDirection;
import dev.tidewater.sql.ast.CursorStatement.Subscribe;
import dev.tidewater.sql.ast.CursorStatement.SubscribeEnvelope;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.ast.Option;
import dev.tidewater.sql.ast.Statement;
import dev.tidewater.sql.parser.grammar.SqlGrammar.CloseStatementContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.DeclareStatementContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.FetchDirectionContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.FetchStatementContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.SignedNumberContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.SubscribeEnvelopeContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.SubscribeStatementContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.WithOptionsContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds cursors and SUBSCRIBE. */
final class CursorBuilder {
  private final TreeBuilder tree;

  CursorBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  CursorStatement declare(DeclareStatementContext context) {
    Statement statement =
        context.query() != null
            ? tree.queries.query(context.query())
            : subscribe(context.subscribeStatement());
    return new DeclareCursor(
        tree.identifier(context.name()),
        !context.BINARY().isEmpty(),
        context.SCROLL().size() > context.NO().size(),
        context.HOLD() != null && context.WITH() != null,
        statement,
        tree.position(context));
  }

  CursorStatement fetch(FetchStatementContext context) {
    FetchDirectionContext direction = context.fetchDirection();
    return new Fetch(
        tree.identifier(context.name()),
        direction == null ? FetchDirection.FORWARD : direction(direction),
        direction == null ? 1 : count(direction),
        context.MOVE() != null,
        tree.options.with(context.withOptions()),
        tree.position(context));
  }

  private static FetchDirection direction(FetchDirectionContext context) {
    if (context.PRIOR() != null || context.BACKWARD() != null) {
      return FetchDirection.BACKWARD;
    }
    if (context.ABSOLUTE() != null || context.FIRST() != null || context.LAST() != null) {
      return FetchDirection.ABSOLUTE;
    }
    return context.RELATIVE() != null ? FetchDirection.RELATIVE : FetchDirection.FORWARD;
  }

  private long count(FetchDirectionContext context) {
    if (context.ALL() != null) {
      return Long.MAX_VALUE;
    }
    if (context.signedNumber() != null) {
      return number(context.signedNumber());
    }
    return context.LAST() != null ? -1 : 1;
  }

  private long number(SignedNumberContext context) {
    try {
      long number = Long.parseLong(TreeBuilder.value(context.NUMBER()));
      return context.MINUS() != null ? -number : number;
    } catch (NumberFormatException e) {
      throw tree.unexpected(context.NUMBER().getSymbol());
    }
  }

  CursorStatement close(CloseStatementContext context) {
    return new CloseCursor(tree.identifierOrNull(context.name()), tree.position(context));
  }

  CursorStatement subscribe(SubscribeStatementContext context) {
    if (context.subscribeEnvelope().size() > 1) {
      throw tree.unexpected(context.subscribeEnvelope(1));
    }
    SubscribeEnvelopeContext envelope =
        context.subscribeEnvelope().isEmpty() ? null : context.subscribeEnvelope(0);
    List<Option> options = new ArrayList<>();
    for (WithOptionsContext with : context.withOptions()) {
      options.addAll(tree.options.with(with));
    }
    int next = 0;
    Expression asOf = null;
    Expression upTo = null;
    if (context.OF() != null) {
      asOf = tree.expressions.expression(context.expression(next++));
    }
    if (context.UP() != null) {
      upTo = tree.expressions.expression(context.expression(next));
    }
    return new Subscribe(
        tree.qualifiedNameOrNull(context.qualifiedName()),
        context.query() == null ? null : tree.queries.query(context.query()),
        envelope(envelope),
        key(envelope),
        options,
        asOf,
        context.atLeast() != null,
        upTo,
        tree.queries.orderBy(context.orderByClause()),
        tree.position(context));
  }

  private static SubscribeEnvelope envelope(@Nullable SubscribeEnvelopeContext context) {
    if (context == null) {
      return SubscribeEnvelope.NONE;
    }
    return context.UPSERT() != null ? SubscribeEnvelope.UPSERT : SubscribeEnvelope.DEBEZIUM;
  }

  private List<Identifier> key(@Nullable SubscribeEnvelopeContext context) {
    return context == null ? List.of() : tree.identifiers(context.nameList());
  }
}
