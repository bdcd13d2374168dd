package dev.tidewater.sql.lower;

import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.RelationType.ColumnType;
import dev.tidewater.sql.rel.ValueType;
import org.apache.calcite.rel.type.RelDataType;

/** Row types, from Calcite's form. */
final class RelTypes {
  private RelTypes() {}

  static RelationType of(RelDataType rowType) {
    return new RelationType(
        rowType.getFieldList().stream()
            .map(
                field ->
                    new ColumnType(ValueType.of(field.getType()), field.getType().isNullable()))
            .toList());
  }
}
