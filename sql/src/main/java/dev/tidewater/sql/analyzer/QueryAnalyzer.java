package dev.tidewater.sql.analyzer;

import dev.tidewater.engine.function.CastContext;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.OrderItem;
import dev.tidewater.sql.ast.Query;
import dev.tidewater.sql.ast.QueryBody;
import dev.tidewater.sql.rel.ConstantOperator;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Queries with all their clauses. */
final class QueryAnalyzer {
  private final StatementAnalysis statement;

  QueryAnalyzer(StatementAnalysis statement) {
    this.statement = statement;
  }

  /** A query to be answered: order and bounds are the last thing that happens. */
  AnalyzedQuery analyze(Query query, Surroundings surroundings, OpenColumns open) {
    CommonTables common = CommonTables.of(query.with(), surroundings, statement);
    Surroundings inner = common.surroundings();
    Body body = common.around(body(query, inner, open));
    return new AnalyzedQuery(
        body.project(),
        body.names(),
        body.order(),
        query.withTies() ? null : bound(query.limit(), Clause.LIMIT, inner),
        bound(query.offset(), Clause.OFFSET, inner));
  }

  /** A query that stands for a relation in another one. */
  AnalyzedRelation analyzeRelation(Query query, Surroundings surroundings) {
    Body body = analyzeBody(query, surroundings, OpenColumns.SETTLE);
    return new AnalyzedRelation(body.project(), body.names());
  }

  /** Rows to be collected in their order, which may need columns behind those that are shown. */
  record OrderedRows(RelNode rel, int shown, List<RelFieldCollation> order) {}

  OrderedRows analyzeOrdered(Query query, Surroundings surroundings) {
    statement.enter(query.position());
    try {
      CommonTables common = CommonTables.of(query.with(), surroundings, statement);
      Surroundings inner = common.surroundings();
      Body body = common.around(body(query, inner, OpenColumns.SETTLE));
      RexNode limit = constantBound(query.limit(), Clause.LIMIT, inner);
      RexNode offset = constantBound(query.offset(), Clause.OFFSET, inner);
      RelNode rows = limit == null && offset == null ? body.project() : sorted(body, limit, offset);
      return new OrderedRows(rows, body.arity(), body.order());
    } finally {
      statement.leave();
    }
  }

  /** The same, with the outputs still to be cast. */
  Body analyzeBody(Query query, Surroundings surroundings, OpenColumns open) {
    statement.enter(query.position());
    try {
      CommonTables common = CommonTables.of(query.with(), surroundings, statement);
      Surroundings inner = common.surroundings();
      Body body = common.around(body(query, inner, open));
      RexNode limit = query.withTies() ? null : constantBound(query.limit(), Clause.LIMIT, inner);
      RexNode offset = constantBound(query.offset(), Clause.OFFSET, inner);
      return limit == null && offset == null ? unordered(body) : bounded(body, limit, offset);
    } finally {
      statement.leave();
    }
  }

  /** Columns for the order alone fall away with it. */
  private static Body unordered(Body body) {
    return body.withOutputs(body.outputs().subList(0, body.arity())).withOrder(List.of());
  }

  private static RelNode sorted(Body body, @Nullable RexNode limit, @Nullable RexNode offset) {
    return LogicalSort.create(body.project(), RelCollations.of(body.order()), offset, limit);
  }

  private Body bounded(Body body, @Nullable RexNode limit, @Nullable RexNode offset) {
    RelNode sorted = sorted(body, limit, offset);
    List<RexNode> shown = new ArrayList<>();
    for (int i = 0; i < body.arity(); i++) {
      shown.add(statement.rels().rex().makeInputRef(sorted, i));
    }
    RelNode rel = LogicalProject.create(sorted, List.of(), shown, body.names(), Set.of());
    return Body.of(rel, body.names(), body.positions().get(0), statement.rels());
  }

  private Body body(Query query, Surroundings surroundings, OpenColumns open) {
    if (!query.locking().isEmpty()) {
      throw Failures.notSupported(
          query.locking().get(0).position(), "FOR " + query.locking().get(0).strength());
    }
    Body body = analyzeQueryBody(query.body(), query.orderBy(), surroundings, open);
    return query.withTies() ? withTies(query, body, surroundings) : body;
  }

  /** Without an offset's rows, which are left to be skipped. */
  private Body withTies(Query query, Body body, Surroundings surroundings) {
    if (body.order().isEmpty()) {
      throw Failures.at(
          query.position(),
          ErrorCode.SYNTAX_ERROR,
          "WITH TIES cannot be specified without ORDER BY clause");
    }
    long limit = rows(constantBound(query.limit(), Clause.LIMIT, surroundings));
    long offset = rows(constantBound(query.offset(), Clause.OFFSET, surroundings));
    return new FirstRows(statement).withTies(body, Math.addExact(limit, offset));
  }

  private static long rows(@Nullable RexNode bound) {
    return bound == null ? 0 : RexLiteral.longValue(bound);
  }

  Body analyzeQueryBody(
      QueryBody body, List<OrderItem> orderBy, Surroundings surroundings, OpenColumns open) {
    if (body instanceof QueryBody.Select select) {
      return new SelectAnalyzer(statement, surroundings).analyze(select, orderBy, open);
    }
    Body analyzed = body.accept(new BodyAnalyzer(statement, this, surroundings, open));
    return analyzed.withOrder(new OrderByAnalyzer(statement).overNames(orderBy, analyzed));
  }

  private @Nullable RexNode bound(
      @Nullable Expression expression, Clause clause, Surroundings surroundings) {
    if (expression == null) {
      return null;
    }
    ExpressionContext context = ExpressionContext.of(surroundings, null, clause);
    RexNode node = new ExpressionAnalyzer(statement, context).analyze(expression);
    boolean fits =
        statement
            .coercion()
            .canCoerce(Coercion.typeOf(node), ScalarType.INT8, CastContext.ASSIGNMENT);
    if (!fits) {
      throw Failures.mismatch(
              expression.position(), "argument of {clause} must be type bigint, not type {type}")
          .with("clause", clause.display())
          .with("type", Types.display(Coercion.typeOf(node)));
    }
    return statement
        .coercion()
        .coerce(node, ScalarType.INT8, CastContext.ASSIGNMENT, expression.position());
  }

  /** Inside of a plan a bound must be known when planning. */
  private @Nullable RexNode constantBound(
      @Nullable Expression expression, Clause clause, Surroundings surroundings) {
    RexNode node = bound(expression, clause, surroundings);
    if (node == null || expression == null) {
      return null;
    }
    ConstantOperator constant = ConstantOperator.of(node);
    if (constant == null) {
      throw Failures.notSupported(
          expression.position(),
          clause.display() + " with a parameter or expression in this place");
    }
    if (constant.value() == null) {
      return null;
    }
    long rows = ((Number) constant.value()).longValue();
    if (rows < 0) {
      throw negative(expression, clause);
    }
    return statement
        .rels()
        .rex()
        .makeExactLiteral(
            BigDecimal.valueOf(rows), statement.rels().types().notNull(ScalarType.INT8));
  }

  private static RuntimeException negative(Expression expression, Clause clause) {
    return clause == Clause.LIMIT
        ? Failures.at(
            expression.position(),
            ErrorCode.INVALID_ROW_COUNT_IN_LIMIT_CLAUSE,
            "LIMIT must not be negative")
        : Failures.at(
            expression.position(),
            ErrorCode.INVALID_ROW_COUNT_IN_RESULT_OFFSET_CLAUSE,
            "OFFSET must not be negative");
  }
}
