package dev.tidewater.sql.rel;

import dev.tidewater.types.RecordType;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeImpl;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * A {@link SqlType} as Calcite sees it: opaque, but for the few types that Calcite itself makes
 * (truth values and counts). So none of Calcite's own type rules can bend PostgreSQL's.
 */
public final class ValueType extends RelDataTypeImpl {
  private final SqlType sqlType;
  private final boolean nullable;

  ValueType(SqlType sqlType, boolean nullable) {
    this.sqlType = sqlType;
    this.nullable = nullable;
    computeDigest();
  }

  /** The type behind a Calcite type; every value in our trees has one. */
  public static SqlType of(RelDataType type) {
    if (type instanceof ValueType value) {
      return value.sqlType;
    }
    throw new IllegalStateException("a type that is not ours: " + type);
  }

  public SqlType sqlType() {
    return sqlType;
  }

  @Override
  public boolean isNullable() {
    return nullable;
  }

  @Override
  public SqlTypeName getSqlTypeName() {
    if (sqlType instanceof ScalarType scalar) {
      return switch (scalar.kind()) {
        case BOOLEAN -> SqlTypeName.BOOLEAN;
        case INT4 -> SqlTypeName.INTEGER;
        case INT8 -> SqlTypeName.BIGINT;
        default -> SqlTypeName.OTHER;
      };
    }
    return SqlTypeName.OTHER;
  }

  @Override
  protected void generateTypeString(StringBuilder text, boolean withDetail) {
    text.append(sqlType instanceof RecordType record ? record.signature() : sqlType.display());
  }
}
