package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.ast.Position;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Where expressions stand: what names they can use and what is allowed in them.
 *
 * @param scope null where there are no columns at all
 * @param aggregates collects aggregates; null where they are not allowed
 * @param windows windows that can be named; null where window functions are not allowed
 * @param references remembers where columns were written, for messages about grouping
 */
record ExpressionContext(
    Surroundings surroundings,
    @Nullable Scope scope,
    Clause clause,
    @Nullable AggregateUses aggregates,
    @Nullable WindowScope windows,
    Map<RexNode, ColumnUse> references) {

  /** A column as written. */
  record ColumnUse(String name, Position position) {}

  static ExpressionContext of(Surroundings surroundings, @Nullable Scope scope, Clause clause) {
    return new ExpressionContext(surroundings, scope, clause, null, null, new IdentityHashMap<>());
  }

  ExpressionContext allowing(AggregateUses uses) {
    return new ExpressionContext(surroundings, scope, clause, uses, windows, references);
  }

  ExpressionContext in(Clause newClause) {
    return new ExpressionContext(surroundings, scope, newClause, aggregates, windows, references);
  }

  ExpressionContext withoutAggregates(Clause newClause) {
    return new ExpressionContext(surroundings, scope, newClause, null, null, references);
  }

  ExpressionContext allowing(WindowScope someWindows) {
    return new ExpressionContext(surroundings, scope, clause, aggregates, someWindows, references);
  }

  ExpressionContext withoutWindows(Clause newClause) {
    return new ExpressionContext(surroundings, scope, newClause, aggregates, null, references);
  }
}
