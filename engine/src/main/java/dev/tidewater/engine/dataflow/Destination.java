package dev.tidewater.engine.dataflow;

import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.types.row.RowLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to become of the rows of a relation before they reach the operator that reads them.
 *
 * @param steps filters and projections, the first applied first; never empty
 * @param layout in which the outcome is encoded
 * @param notNull output columns; rows with a NULL in one of them are left out
 */
record Destination(List<FilterProject> steps, RowLayout layout, int[] notNull) {
  Destination {
    steps = List.copyOf(steps);
  }

  static Destination of(FilterProject step, RowLayout layout) {
    return new Destination(List.of(step), layout, new int[0]);
  }

  /** Rows as they are, in a layout without a key. */
  static Destination plain(RelationType type) {
    return of(FilterProject.identity(type), layoutOf(type, List.of()));
  }

  static RowLayout layoutOf(RelationType type, List<Integer> keyColumns) {
    return RowLayout.of(
        type.columns().stream().map(RelationType.ColumnType::type).toList(),
        type.columns().stream().map(RelationType.ColumnType::nullable).toList(),
        keyColumns);
  }

  FilterProject first() {
    return steps.get(0);
  }

  /** True if rows only need to be encoded in the layout. */
  boolean isPlain() {
    return steps.size() == 1 && first().isIdentity() && notNull.length == 0;
  }

  Destination afterFilter(ScalarExpr predicate) {
    return withFirst(first().afterFilter(predicate));
  }

  Destination afterProject(List<ScalarExpr> outputs, RelationType input) {
    Optional<FilterProject> fused = first().afterProject(outputs, input);
    if (fused.isPresent()) {
      return withFirst(fused.get());
    }
    List<FilterProject> longer = new ArrayList<>();
    longer.add(new FilterProject(List.of(), outputs, input));
    longer.addAll(steps);
    return new Destination(longer, layout, notNull);
  }

  private Destination withFirst(FilterProject first) {
    List<FilterProject> changed = new ArrayList<>(steps);
    changed.set(0, first);
    return new Destination(changed, layout, notNull);
  }
}
