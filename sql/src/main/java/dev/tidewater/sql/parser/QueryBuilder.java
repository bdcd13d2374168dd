package dev.tidewater.sql.parser;

import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.NullLiteral;
import dev.tidewater.sql.ast.Expression.NumberLiteral;
import dev.tidewater.sql.ast.Expression.Star;
import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.ast.OrderItem;
import dev.tidewater.sql.ast.OrderItem.Direction;
import dev.tidewater.sql.ast.OrderItem.NullOrder;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.ast.Query;
import dev.tidewater.sql.ast.Query.ColumnAlias;
import dev.tidewater.sql.ast.Query.CommonTable;
import dev.tidewater.sql.ast.Query.Locking;
import dev.tidewater.sql.ast.Query.Materialization;
import dev.tidewater.sql.ast.Query.With;
import dev.tidewater.sql.ast.Query.WithKind;
import dev.tidewater.sql.ast.QueryBody;
import dev.tidewater.sql.ast.QueryBody.Cube;
import dev.tidewater.sql.ast.QueryBody.Distinct;
import dev.tidewater.sql.ast.QueryBody.EmptyGroupingSet;
import dev.tidewater.sql.ast.QueryBody.GroupBy;
import dev.tidewater.sql.ast.QueryBody.GroupingElement;
import dev.tidewater.sql.ast.QueryBody.GroupingExpression;
import dev.tidewater.sql.ast.QueryBody.GroupingSets;
import dev.tidewater.sql.ast.QueryBody.NamedWindow;
import dev.tidewater.sql.ast.QueryBody.Rollup;
import dev.tidewater.sql.ast.QueryBody.Select;
import dev.tidewater.sql.ast.QueryBody.SelectItem;
import dev.tidewater.sql.ast.QueryBody.SetOperation;
import dev.tidewater.sql.ast.QueryBody.SetOperator;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ColumnAliasListContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.CommonTableContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.DistinctClauseContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.FetchClauseContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.GroupByClauseContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.GroupingElementContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.KeywordQueryContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.LockingClauseContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.OrderByClauseContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.OrderItemContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.QueryContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.QueryModifierContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.QueryOrDataContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.QueryTailContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.QueryTermContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.SelectItemContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.SelectListContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.SelectTermContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.SetOperandContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ValuesTermContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.WithClauseContext;
import dev.tidewater.types.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

/** Builds queries, FROM apart. */
final class QueryBuilder {
  private final TreeBuilder tree;

  QueryBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  Query query(QueryContext context) {
    return query(context.withClause(), context.queryTerm(), context.queryTail(), context);
  }

  /** Of a statement that may be other than a query; to be asked only if it is one. */
  Query query(QueryOrDataContext context) {
    return query(context.withClause(), context.queryTerm(), context.queryTail(), context);
  }

  Query query(KeywordQueryContext context) {
    if (context.queryTerm() != null) {
      return query(context.withClause(), context.queryTerm(), context.queryTail(), context);
    }
    QueryBody body;
    if (context.selectTerm() != null) {
      body = select(context.selectTerm());
    } else if (context.valuesTerm() != null) {
      body = values(context.valuesTerm());
    } else {
      body = table(tree.qualifiedName(context.qualifiedName()), tree.position(context));
    }
    return withTail(null, body, context.queryTail(), tree.position(context));
  }

  /** A query in parentheses that goes on behind them. */
  Query continued(Query first, QueryTailContext tail) {
    return withTail(null, asTerm(first), tail, first.position());
  }

  private Query query(
      @Nullable WithClauseContext withClause,
      QueryTermContext term,
      QueryTailContext tail,
      ParserRuleContext context) {
    With with = with(withClause);
    if (with == null && tail.getChildCount() == 0 && term.query() != null) {
      return nested(term);
    }
    return withTail(with, term(term), tail, tree.position(context));
  }

  private Query withTail(
      @Nullable With with, QueryBody first, QueryTailContext tail, Position position) {
    QueryBody body = setOperations(first, tail.setOperand());
    Modifiers modifiers = new Modifiers();
    tail.queryModifier().forEach(modifier -> modify(modifiers, modifier));
    if (modifiers.withTies && tail.orderByClause() == null) {
      throw tree.error(
          ErrorCode.SYNTAX_ERROR,
          "WITH TIES cannot be specified without ORDER BY clause",
          tail.getStart());
    }
    return new Query(
        with,
        body,
        orderBy(tail.orderByClause()),
        modifiers.limit,
        modifiers.withTies,
        modifiers.offset,
        modifiers.locking,
        position);
  }

  /** The clauses that come behind ORDER BY, in any order. */
  private static final class Modifiers {
    @Nullable Expression limit;
    @Nullable Expression offset;
    boolean hasLimit;
    boolean withTies;
    final List<Locking> locking = new ArrayList<>();
  }

  private void modify(Modifiers modifiers, QueryModifierContext context) {
    if (context.lockingClause() != null) {
      locking(context.lockingClause(), modifiers.locking);
      return;
    }
    if (context.offsetClause() != null) {
      if (modifiers.offset != null) {
        throw tree.error(
            ErrorCode.SYNTAX_ERROR, "multiple OFFSET clauses not allowed", context.getStart());
      }
      modifiers.offset = tree.expressions.expression(context.offsetClause().expression());
      return;
    }
    if (modifiers.hasLimit) {
      throw tree.error(
          ErrorCode.SYNTAX_ERROR, "multiple LIMIT clauses not allowed", context.getStart());
    }
    modifiers.hasLimit = true;
    if (context.fetchClause() != null) {
      modifiers.limit = fetch(context.fetchClause());
      modifiers.withTies = context.fetchClause().TIES() != null;
    } else if (context.limitClause().COMMA() != null) {
      throw tree.error(
              ErrorCode.SYNTAX_ERROR, "LIMIT #,# syntax is not supported", context.getStart())
          .hint("Use separate LIMIT and OFFSET clauses.");
    } else if (context.limitClause().ALL() == null) {
      Expression limit = tree.expressions.expression(context.limitClause().expression(0));
      modifiers.limit = limit instanceof NullLiteral ? null : limit;
    }
  }

  private Expression fetch(FetchClauseContext context) {
    if (context.primary() != null) {
      return tree.expressions.primary(context.primary());
    }
    Position position = tree.position(context);
    if (context.NUMBER() == null) {
      return new NumberLiteral("1", position);
    }
    String digits = TreeBuilder.value(context.NUMBER());
    return new NumberLiteral(context.MINUS() != null ? "-" + digits : digits, position);
  }

  private void locking(LockingClauseContext context, List<Locking> into) {
    if (context.READ() != null) {
      return;
    }
    String strength = "SHARE";
    if (context.UPDATE() != null) {
      strength = context.NO() != null ? "NO KEY UPDATE" : "UPDATE";
    } else if (context.KEY() != null) {
      strength = "KEY SHARE";
    }
    String wait = "";
    if (context.NOWAIT() != null) {
      wait = "NOWAIT";
    } else if (context.LOCKED() != null) {
      wait = "SKIP LOCKED";
    }
    into.add(
        new Locking(
            strength, tree.qualifiedNames(context.qualifiedName()), wait, tree.position(context)));
  }

  /** INTERSECT binds tighter than UNION and EXCEPT; each leans to the left. */
  private QueryBody setOperations(QueryBody first, List<SetOperandContext> operands) {
    if (operands.isEmpty()) {
      return first;
    }
    int levels = operands.size();
    tree.enter(levels, operands.get(0));
    QueryBody left = null;
    SetOperandContext pending = null;
    QueryBody right = first;
    for (SetOperandContext operand : operands) {
      QueryBody term = term(operand.queryTerm());
      if (operand.INTERSECT() != null) {
        right = combine(operand, right, term);
        continue;
      }
      left = left == null || pending == null ? right : combine(pending, left, right);
      pending = operand;
      right = term;
    }
    tree.leave(levels);
    return left == null || pending == null ? right : combine(pending, left, right);
  }

  private QueryBody combine(SetOperandContext operand, QueryBody left, QueryBody right) {
    SetOperator operator =
        SetOperator.valueOf(operand.getStart().getText().toUpperCase(Locale.ROOT));
    return new SetOperation(operator, operand.ALL() != null, left, right, tree.position(operand));
  }

  private QueryBody term(QueryTermContext context) {
    if (context.selectTerm() != null) {
      return select(context.selectTerm());
    }
    if (context.valuesTerm() != null) {
      return values(context.valuesTerm());
    }
    if (context.query() != null) {
      return asTerm(nested(context));
    }
    return table(tree.qualifiedName(context.qualifiedName()), tree.position(context));
  }

  private Query nested(QueryTermContext context) {
    tree.enter(1, context);
    Query query = query(context.query());
    tree.leave(1);
    return query;
  }

  private static QueryBody table(QualifiedName name, Position position) {
    return new QueryBody.Table(name, position);
  }

  /** A query as an operand: as itself if it has no clauses of its own. */
  private static QueryBody asTerm(Query query) {
    boolean plain =
        query.with() == null
            && query.orderBy().isEmpty()
            && query.limit() == null
            && query.offset() == null
            && query.locking().isEmpty();
    return plain ? query.body() : new QueryBody.Nested(query, query.position());
  }

  private QueryBody values(ValuesTermContext context) {
    List<List<Expression>> rows = new ArrayList<>();
    int width = context.valuesRow(0).expression().size();
    context
        .valuesRow()
        .forEach(
            row -> {
              if (row.expression().size() != width) {
                throw tree.error(
                    ErrorCode.SYNTAX_ERROR,
                    "VALUES lists must all be the same length",
                    row.expression(0).getStart());
              }
              rows.add(tree.expressions.list(row.expression()));
            });
    return new QueryBody.Values(rows, tree.position(context));
  }

  private QueryBody select(SelectTermContext context) {
    tree.enter(1, context);
    Select select =
        new Select(
            distinct(context.distinctClause()),
            items(context.selectList()),
            context.fromList() == null ? List.of() : tree.from.list(context.fromList()),
            tree.expressions.expressionOrNull(context.where),
            groupBy(context.groupByClause()),
            tree.expressions.expressionOrNull(context.having),
            context.namedWindow().stream()
                .map(
                    window ->
                        new NamedWindow(
                            tree.identifier(window.name()),
                            tree.calls.window(window.windowSpecification()),
                            tree.position(window)))
                .toList(),
            tree.options.list(context.optionList()),
            tree.position(context));
    tree.leave(1);
    return select;
  }

  private @Nullable Distinct distinct(@Nullable DistinctClauseContext context) {
    return context == null
        ? null
        : new Distinct(tree.expressions.list(context.expression()), tree.position(context));
  }

  List<SelectItem> items(@Nullable SelectListContext context) {
    return context == null ? List.of() : context.selectItem().stream().map(this::item).toList();
  }

  private SelectItem item(SelectItemContext context) {
    Position position = tree.position(context);
    if (context.STAR() != null) {
      return new SelectItem(new Star(List.of(), position), null, position);
    }
    ParserRuleContext alias = context.label() != null ? context.label() : context.bareLabel();
    return new SelectItem(
        tree.expressions.expression(context.expression()), tree.identifierOrNull(alias), position);
  }

  private @Nullable GroupBy groupBy(@Nullable GroupByClauseContext context) {
    return context == null
        ? null
        : new GroupBy(
            context.DISTINCT() != null,
            context.groupingElement().stream().map(this::grouping).toList(),
            tree.position(context));
  }

  private GroupingElement grouping(GroupingElementContext context) {
    Position position = tree.position(context);
    if (context.ROLLUP() != null) {
      return new Rollup(tree.expressions.list(context.expression()), position);
    }
    if (context.CUBE() != null) {
      return new Cube(tree.expressions.list(context.expression()), position);
    }
    if (context.GROUPING() != null) {
      tree.enter(1, context);
      List<GroupingElement> sets = context.groupingElement().stream().map(this::grouping).toList();
      tree.leave(1);
      return new GroupingSets(sets, position);
    }
    return context.expression().isEmpty()
        ? new EmptyGroupingSet(position)
        : new GroupingExpression(tree.expressions.expression(context.expression(0)), position);
  }

  List<OrderItem> orderBy(@Nullable OrderByClauseContext context) {
    return context == null ? List.of() : orderItems(context.orderItem());
  }

  List<OrderItem> orderItems(List<OrderItemContext> items) {
    return items.stream().map(this::orderItem).toList();
  }

  private OrderItem orderItem(OrderItemContext context) {
    NullOrder nulls = NullOrder.DEFAULT;
    if (context.NULLS() != null) {
      nulls = context.FIRST() != null ? NullOrder.FIRST : NullOrder.LAST;
    }
    return new OrderItem(
        tree.expressions.expression(context.expression()),
        context.DESC() != null ? Direction.DESCENDING : Direction.ASCENDING,
        nulls,
        context.symbolicOperator() == null
            ? null
            : tree.expressions.operator(context.symbolicOperator()),
        tree.position(context));
  }

  @Nullable With with(@Nullable WithClauseContext context) {
    if (context == null) {
      return null;
    }
    WithKind kind = WithKind.PLAIN;
    if (context.MUTUALLY() != null) {
      kind = WithKind.MUTUALLY_RECURSIVE;
    } else if (context.RECURSIVE() != null) {
      kind = WithKind.RECURSIVE;
    }
    List<CommonTable> tables = new ArrayList<>();
    for (CommonTableContext table : context.commonTable()) {
      tables.add(commonTable(table));
    }
    return new With(kind, tables, tree.options.list(context.optionList()), tree.position(context));
  }

  private CommonTable commonTable(CommonTableContext context) {
    if (context.queryOrData().queryTerm() == null) {
      throw tree.error(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "data-modifying statements in WITH are not supported",
          context.queryOrData().getStart());
    }
    Materialization materialization = Materialization.UNSPECIFIED;
    if (context.MATERIALIZED() != null) {
      materialization =
          context.NOT() != null ? Materialization.NOT_MATERIALIZED : Materialization.MATERIALIZED;
    }
    tree.enter(1, context);
    Query query = query(context.queryOrData());
    tree.leave(1);
    return new CommonTable(
        tree.identifier(context.name()),
        columnAliases(context.columnAliasList()),
        materialization,
        query,
        tree.position(context));
  }

  List<ColumnAlias> columnAliases(@Nullable ColumnAliasListContext context) {
    return context == null
        ? List.of()
        : context.columnAlias().stream()
            .map(
                alias ->
                    new ColumnAlias(
                        tree.identifier(alias.name()),
                        alias.typeName() == null ? null : tree.types.type(alias.typeName()),
                        tree.position(alias)))
            .toList();
  }

  /** A plain list of names as aliases. */
  List<ColumnAlias> columnAliases(List<Identifier> names) {
    return names.stream().map(name -> new ColumnAlias(name, null, name.position())).toList();
  }
}
