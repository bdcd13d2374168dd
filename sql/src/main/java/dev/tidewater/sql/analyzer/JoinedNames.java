package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.analyzer.Scope.NamedColumn;
import dev.tidewater.sql.analyzer.Scope.NamedTable;
import dev.tidewater.sql.ast.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * The names of two sides of a join, their values moved to the joined row.
 *
 * @param left what the left side shows
 * @param right what the right side shows
 */
record JoinedNames(List<NamedTable> tables, List<NamedColumn> left, List<NamedColumn> right) {

  static JoinedNames of(
      FromAnalyzer.Result left, FromAnalyzer.Result right, RelNode join, Position position) {
    int shift = left.rel().getRowType().getFieldCount();
    UnaryOperator<RexNode> toLeft = moved(join, 0);
    UnaryOperator<RexNode> toRight = moved(join, shift);
    List<NamedTable> tables = new ArrayList<>();
    left.scope().tables().forEach(table -> tables.add(table.mapped(toLeft)));
    right.scope().tables().forEach(table -> tables.add(table.mapped(toRight)));
    Scope.checkDistinct(tables, position);
    return new JoinedNames(
        List.copyOf(tables),
        mapped(left.scope().visible(), toLeft),
        mapped(right.scope().visible(), toRight));
  }

  List<NamedColumn> visible() {
    List<NamedColumn> all = new ArrayList<>(left);
    all.addAll(right);
    return all;
  }

  private static List<NamedColumn> mapped(
      List<NamedColumn> columns, UnaryOperator<RexNode> change) {
    return columns.stream().map(c -> new NamedColumn(c.name(), change.apply(c.value()))).toList();
  }

  /** Moves references to the joined row, whose types know of NULLs that an outer join adds. */
  private static UnaryOperator<RexNode> moved(RelNode join, int shift) {
    RexShuttle shuttle =
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return RexInputRef.of(ref.getIndex() + shift, join.getRowType());
          }
        };
    return node -> node.accept(shuttle);
  }
}
