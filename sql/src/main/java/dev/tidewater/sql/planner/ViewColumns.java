package dev.tidewater.sql.planner;

import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.RelationType.ColumnType;
import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.types.Column;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.RecordType;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Columns of relations that are kept: their names differ. */
final class ViewColumns {
  private ViewColumns() {}

  /** The query's names, the first of them replaced. */
  static List<String> names(List<String> ofQuery, List<Identifier> given) {
    if (given.size() > ofQuery.size()) {
      throw new TidewaterException(
              ErrorCode.SYNTAX_ERROR, "CREATE VIEW specifies more column names than columns")
          .at(given.get(ofQuery.size()).position().offset());
    }
    List<String> names = new ArrayList<>(ofQuery);
    for (int i = 0; i < given.size(); i++) {
      names.set(i, given.get(i).value());
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new TidewaterException(
                ErrorCode.DUPLICATE_COLUMN, "column \"{column}\" specified more than once")
            .with("column", name);
      }
    }
    return names;
  }

  static RelationSchema schema(PlannedQuery planned) {
    List<Column> columns = new ArrayList<>();
    for (OutputColumn column : planned.columns()) {
      if (column.type() instanceof RecordType) {
        throw new TidewaterException(
                ErrorCode.INVALID_TABLE_DEFINITION, "column \"{column}\" has pseudo-type record")
            .with("column", column.name());
      }
      columns.add(new Column(columns.size(), column.name(), column.type(), column.nullable()));
    }
    return new RelationSchema(columns, planned.uniqueKeys());
  }

  static RelationType rowType(RelationSchema schema) {
    return new RelationType(
        schema.columns().stream()
            .map(column -> new ColumnType(column.type(), column.nullable()))
            .toList());
  }
}
