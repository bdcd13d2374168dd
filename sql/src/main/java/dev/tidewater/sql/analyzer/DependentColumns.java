package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.analyzer.Scope.NamedColumn;
import dev.tidewater.sql.analyzer.Scope.NamedTable;
import java.util.Collection;
import java.util.List;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * Where GROUP BY names a whole unique key of a table, its other columns may be used without being
 * grouped by. They become keys too, which splits no group.
 */
final class DependentColumns {
  private final Scope scope;

  DependentColumns(Scope scope) {
    this.scope = scope;
  }

  void addTo(List<RexNode> keys, Collection<RexNode> used) {
    for (NamedTable table : scope.tables()) {
      boolean determined = table.keys().stream().anyMatch(key -> covers(keys, table, key));
      if (determined) {
        for (NamedColumn column : table.columns()) {
          RexNode value = column.value();
          if (value instanceof RexInputRef && used.contains(value) && !keys.contains(value)) {
            keys.add(value);
          }
        }
      }
    }
  }

  private static boolean covers(List<RexNode> keys, NamedTable table, List<Integer> key) {
    return !key.isEmpty()
        && key.stream().allMatch(column -> keys.contains(table.columns().get(column).value()));
  }
}
