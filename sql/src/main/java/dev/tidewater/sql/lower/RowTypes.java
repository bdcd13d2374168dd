package dev.tidewater.sql.lower;

import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.RelationType.ColumnType;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.ColumnRef;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Row types made of others. */
final class RowTypes {
  private RowTypes() {}

  static RelationType of(List<ScalarExpr> outputs) {
    return new RelationType(
        outputs.stream().map(e -> new ColumnType(e.type(), e.nullable())).toList());
  }

  static RelationType concat(RelationType left, RelationType right) {
    List<ColumnType> columns = new ArrayList<>(left.columns());
    columns.addAll(right.columns());
    return new RelationType(columns);
  }

  static RelationType allNullable(RelationType type) {
    return new RelationType(
        type.columns().stream().map(c -> new ColumnType(c.type(), true)).toList());
  }

  /** Columns nullable where one of the inputs' is. */
  static RelationType union(List<RelationType> types) {
    List<ColumnType> columns = new ArrayList<>();
    for (int i = 0; i < types.get(0).arity(); i++) {
      int column = i;
      columns.add(
          new ColumnType(
              types.get(0).column(i).type(),
              types.stream().anyMatch(type -> type.column(column).nullable())));
    }
    return new RelationType(columns);
  }

  static List<ScalarExpr> columns(RelationType type) {
    return columns(type, 0, type.arity());
  }

  /** References to a range of columns. */
  static List<ScalarExpr> columns(RelationType type, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            i -> (ScalarExpr) new ColumnRef(i, type.column(i).type(), type.column(i).nullable()))
        .toList();
  }
}
