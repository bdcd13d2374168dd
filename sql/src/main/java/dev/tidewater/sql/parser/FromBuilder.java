package dev.tidewater.sql.parser;

import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.FromItem;
import dev.tidewater.sql.ast.FromItem.Alias;
import dev.tidewater.sql.ast.FromItem.FunctionReference;
import dev.tidewater.sql.ast.FromItem.Join;
import dev.tidewater.sql.ast.FromItem.JoinCondition;
import dev.tidewater.sql.ast.FromItem.JoinKind;
import dev.tidewater.sql.ast.FromItem.Natural;
import dev.tidewater.sql.ast.FromItem.On;
import dev.tidewater.sql.ast.FromItem.Sample;
import dev.tidewater.sql.ast.FromItem.SubqueryReference;
import dev.tidewater.sql.ast.FromItem.TableFunction;
import dev.tidewater.sql.ast.FromItem.TableReference;
import dev.tidewater.sql.ast.FromItem.Using;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.ast.Query;
import dev.tidewater.sql.ast.Query.ColumnAlias;
import dev.tidewater.sql.parser.grammar.SqlGrammar.FromListContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.FunctionAliasContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.FunctionInFromContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.JoinConditionContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.JoinTailContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.JoinTypeContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ParenthesizedTableContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.TableAliasContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.TablePrimaryContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.TableReferenceContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.TableSampleContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds the elements of FROM. */
final class FromBuilder {
  private final TreeBuilder tree;

  FromBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  List<FromItem> list(FromListContext context) {
    return context.tableReference().stream().map(this::reference).toList();
  }

  private FromItem reference(TableReferenceContext context) {
    int levels = 1 + context.joinTail().size();
    tree.enter(levels, context);
    FromItem left = primary(context.tablePrimary());
    for (JoinTailContext tail : context.joinTail()) {
      left = join(left, tail);
    }
    tree.leave(levels);
    return left;
  }

  private FromItem join(FromItem left, JoinTailContext tail) {
    Position position = tree.position(tail);
    if (tail.CROSS() != null) {
      return new Join(JoinKind.CROSS, left, primary(tail.tablePrimary()), null, null, position);
    }
    JoinKind kind = kind(tail.joinType());
    if (tail.NATURAL() != null) {
      FromItem right = primary(tail.tablePrimary());
      return new Join(kind, left, right, new Natural(position), null, position);
    }
    FromItem right = reference(tail.tableReference());
    return new Join(kind, left, right, condition(tail.joinCondition()), null, position);
  }

  private static JoinKind kind(@Nullable JoinTypeContext context) {
    if (context == null || context.INNER() != null) {
      return JoinKind.INNER;
    }
    if (context.LEFT() != null) {
      return JoinKind.LEFT;
    }
    return context.RIGHT() != null ? JoinKind.RIGHT : JoinKind.FULL;
  }

  private JoinCondition condition(JoinConditionContext context) {
    Position position = tree.position(context);
    return context.ON() != null
        ? new On(tree.expressions.expression(context.expression()), position)
        : new Using(
            tree.identifiers(context.nameList()), tree.identifierOrNull(context.name()), position);
  }

  private FromItem primary(TablePrimaryContext context) {
    Position position = tree.position(context);
    boolean lateral = context.LATERAL() != null;
    if (context.parenthesizedTable() != null) {
      return parenthesized(context, lateral, position);
    }
    if (context.tableFunctionSource() != null) {
      return function(context, lateral, position);
    }
    return new TableReference(
        tree.qualifiedName(context.qualifiedName()),
        context.ONLY() != null,
        alias(context.tableAlias()),
        sample(context.tableSample()),
        position);
  }

  private FromItem parenthesized(TablePrimaryContext context, boolean lateral, Position position) {
    ParenthesizedTableContext inner = context.parenthesizedTable();
    Alias alias = alias(context.tableAlias());
    if (isQuery(inner)) {
      return new SubqueryReference(query(inner), lateral, alias, position);
    }
    if (inner.queryTail().getChildCount() > 0) {
      throw tree.unexpected(inner.queryTail());
    }
    FromItem item = reference(inner.tableReference());
    if (!(item instanceof Join join)) {
      // PostgreSQL takes parentheses only around a join.
      throw tree.unexpected(inner.RIGHT_PAREN().getSymbol());
    }
    if (lateral) {
      throw tree.unexpected(inner);
    }
    if (alias == null) {
      return join;
    }
    if (join.alias() != null) {
      throw tree.unexpected(context.tableAlias());
    }
    return new Join(
        join.kind(), join.left(), join.right(), join.condition(), alias, join.position());
  }

  private Query query(ParenthesizedTableContext context) {
    if (context.keywordQuery() != null) {
      return tree.queries.query(context.keywordQuery());
    }
    tree.enter(1, context);
    Query inner = query(context.tableReference().tablePrimary().parenthesizedTable());
    tree.leave(1);
    return context.queryTail().getChildCount() == 0
        ? inner
        : tree.queries.continued(inner, context.queryTail());
  }

  /** A query, perhaps in further parentheses. */
  private static boolean isQuery(ParenthesizedTableContext context) {
    ParenthesizedTableContext inner = context;
    while (inner.keywordQuery() == null) {
      TableReferenceContext reference = inner.tableReference();
      TablePrimaryContext primary = reference.tablePrimary();
      boolean bare =
          reference.joinTail().isEmpty()
              && primary.parenthesizedTable() != null
              && primary.LATERAL() == null
              && primary.tableAlias() == null;
      if (!bare) {
        return false;
      }
      inner = primary.parenthesizedTable();
    }
    return true;
  }

  private FromItem function(TablePrimaryContext context, boolean lateral, Position position) {
    boolean rowsFrom = context.tableFunctionSource().ROWS() != null;
    List<TableFunction> functions =
        rowsFrom
            ? context.tableFunctionSource().rowsFromItem().stream()
                .map(
                    item ->
                        new TableFunction(
                            call(item.functionInFrom()),
                            tree.queries.columnAliases(item.columnAliasList()),
                            tree.position(item)))
                .toList()
            : List.of(
                new TableFunction(
                    call(context.tableFunctionSource().functionInFrom()), List.of(), position));
    return new FunctionReference(
        functions,
        rowsFrom,
        lateral,
        context.ORDINALITY() != null,
        alias(context.functionAlias()),
        position);
  }

  private Expression call(FunctionInFromContext context) {
    if (context.specialCall() != null) {
      return tree.calls.special(context.specialCall());
    }
    if (context.specialValue() != null) {
      return tree.calls.specialValue(context.specialValue());
    }
    return tree.calls.call(context.functionName(), context.callArguments(), null);
  }

  private @Nullable Alias alias(@Nullable TableAliasContext context) {
    if (context == null) {
      return null;
    }
    List<ColumnAlias> columns = tree.queries.columnAliases(tree.identifiers(context.nameList()));
    return new Alias(tree.identifier(context.name()), columns, tree.position(context));
  }

  private @Nullable Alias alias(@Nullable FunctionAliasContext context) {
    return context == null
        ? null
        : new Alias(
            tree.identifierOrNull(context.name()),
            tree.queries.columnAliases(context.columnAliasList()),
            tree.position(context));
  }

  private @Nullable Sample sample(@Nullable TableSampleContext context) {
    if (context == null) {
      return null;
    }
    int arguments = context.expression().size() - (context.REPEATABLE() == null ? 0 : 1);
    List<Expression> expressions = tree.expressions.list(context.expression());
    return new Sample(
        tree.qualifiedName(context.qualifiedName()),
        expressions.subList(0, arguments),
        context.REPEATABLE() == null ? null : expressions.get(arguments),
        tree.position(context));
  }
}
