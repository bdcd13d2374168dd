package dev.tidewater.engine.dataflow;

import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.ColumnRef;
import dev.tidewater.plan.ScalarExpr.Literal;
import dev.tidewater.plan.ScalarRewriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Questions about scalar expressions, and rewriting of their columns. */
final class Expressions {
  private Expressions() {}

  static List<ScalarExpr> columnsOf(RelationType type) {
    List<ScalarExpr> result = new ArrayList<>(type.arity());
    for (int i = 0; i < type.arity(); i++) {
      result.add(new ColumnRef(i, type.column(i).type(), type.column(i).nullable()));
    }
    return result;
  }

  static RelationType typeOf(List<ScalarExpr> outputs) {
    return new RelationType(
        outputs.stream().map(e -> new RelationType.ColumnType(e.type(), e.nullable())).toList());
  }

  /** True if evaluating it twice costs nothing. */
  static boolean isTrivial(ScalarExpr expr) {
    return expr instanceof ColumnRef || expr instanceof Literal;
  }

  /** Calls the consumer for each mention of a column. */
  static void forEachColumn(ScalarExpr expr, Consumer<ColumnRef> consumer) {
    expr.accept(
        new ScalarRewriter() {
          @Override
          public ScalarExpr visitColumnRef(ColumnRef column) {
            consumer.accept(column);
            return column;
          }
        });
  }

  /** The expression with each column replaced by an expression. */
  static ScalarExpr substitute(ScalarExpr expr, List<ScalarExpr> columns) {
    return expr.accept(
        new ScalarRewriter() {
          @Override
          public ScalarExpr visitColumnRef(ColumnRef column) {
            return columns.get(column.column());
          }
        });
  }
}
