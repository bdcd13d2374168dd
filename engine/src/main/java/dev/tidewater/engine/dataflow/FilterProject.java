package dev.tidewater.engine.dataflow;

import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.ColumnRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A filter and a projection of the rows that pass it.
 *
 * @param predicates conditions that all must be true
 * @param outputs one expression for each output column
 * @param input types of the columns that both refer to
 */
record FilterProject(List<ScalarExpr> predicates, List<ScalarExpr> outputs, RelationType input) {
  FilterProject {
    predicates = List.copyOf(predicates);
    outputs = List.copyOf(outputs);
  }

  static FilterProject identity(RelationType type) {
    return new FilterProject(List.of(), Expressions.columnsOf(type), type);
  }

  boolean isIdentity() {
    return predicates.isEmpty() && keepsColumns();
  }

  private boolean keepsColumns() {
    if (outputs.size() != input.arity()) {
      return false;
    }
    for (int i = 0; i < outputs.size(); i++) {
      if (!(outputs.get(i) instanceof ColumnRef column) || column.column() != i) {
        return false;
      }
    }
    return true;
  }

  RelationType outputType() {
    return Expressions.typeOf(outputs);
  }

  /** The same after a filter on the same columns. */
  FilterProject afterFilter(ScalarExpr predicate) {
    List<ScalarExpr> all = new ArrayList<>();
    all.add(predicate);
    all.addAll(predicates);
    return new FilterProject(all, outputs, input);
  }

  /**
   * The same after a projection, in one; empty if that would evaluate an expression more than once.
   */
  Optional<FilterProject> afterProject(List<ScalarExpr> inner, RelationType innerInput) {
    int[] mentions = new int[inner.size()];
    predicates.forEach(e -> Expressions.forEachColumn(e, column -> mentions[column.column()]++));
    outputs.forEach(e -> Expressions.forEachColumn(e, column -> mentions[column.column()]++));
    for (int i = 0; i < mentions.length; i++) {
      if (mentions[i] > 1 && !Expressions.isTrivial(inner.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new FilterProject(
            predicates.stream().map(e -> Expressions.substitute(e, inner)).toList(),
            outputs.stream().map(e -> Expressions.substitute(e, inner)).toList(),
            innerInput));
  }

  /** The input columns that are referred to. */
  TreeSet<Integer> usedColumns() {
    TreeSet<Integer> used = new TreeSet<>();
    predicates.forEach(e -> Expressions.forEachColumn(e, column -> used.add(column.column())));
    outputs.forEach(e -> Expressions.forEachColumn(e, column -> used.add(column.column())));
    return used;
  }
}
