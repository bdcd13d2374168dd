package dev.tidewater.plan;

import dev.tidewater.types.SqlType;
import java.util.List;

/** Types of the columns that an operator gives out, counted from 0. */
public record RelationType(List<ColumnType> columns) {
  /** Type and nullability of one column. */
  public record ColumnType(SqlType type, boolean nullable) {}

  public RelationType {
    columns = List.copyOf(columns);
  }

  public int arity() {
    return columns.size();
  }

  public ColumnType column(int position) {
    return columns.get(position);
  }
}
