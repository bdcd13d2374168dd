package dev.tidewater.sql.rel;

import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Makes {@link ValueType}s, also where Calcite asks for a type of its own. */
public final class ValueTypeFactory extends SqlTypeFactoryImpl {
  public ValueTypeFactory() {
    super(RelDataTypeSystem.DEFAULT);
  }

  public RelDataType nullable(SqlType type) {
    return new ValueType(type, true);
  }

  public RelDataType notNull(SqlType type) {
    return new ValueType(type, false);
  }

  /** Nullable if one of the others is: what a strict function gives. */
  public RelDataType strict(SqlType type, List<RelDataType> arguments) {
    return new ValueType(type, arguments.stream().anyMatch(RelDataType::isNullable));
  }

  @Override
  public RelDataType createSqlType(SqlTypeName typeName) {
    return switch (typeName) {
      case BOOLEAN -> notNull(ScalarType.BOOLEAN);
      case INTEGER -> notNull(ScalarType.INT4);
      case BIGINT -> notNull(ScalarType.INT8);
      default -> super.createSqlType(typeName);
    };
  }

  @Override
  public RelDataType createTypeWithNullability(RelDataType type, boolean nullable) {
    if (type instanceof ValueType value) {
      return value.isNullable() == nullable ? value : new ValueType(value.sqlType(), nullable);
    }
    return super.createTypeWithNullability(type, nullable);
  }

  @Override
  public @Nullable RelDataType leastRestrictive(
      List<RelDataType> types, SqlTypeMappingRule mappingRule) {
    boolean anyNullable = false;
    SqlType common = null;
    for (RelDataType type : types) {
      anyNullable |= type.isNullable();
      if (type instanceof ValueType value) {
        common = common == null ? value.sqlType() : wider(common, value.sqlType());
        if (common == null) {
          return null;
        }
      } else if (type.getSqlTypeName() != SqlTypeName.NULL) {
        return super.leastRestrictive(types, mappingRule);
      }
    }
    return common == null
        ? super.leastRestrictive(types, mappingRule)
        : new ValueType(common, anyNullable);
  }

  /** Calcite's decorrelation mixes its integer zero with bigint counts; all else is equal. */
  private static @Nullable SqlType wider(SqlType one, SqlType other) {
    if (one.equals(other)) {
      return one;
    }
    boolean integers = isInteger(one) && isInteger(other);
    return integers ? ScalarType.INT8 : null;
  }

  private static boolean isInteger(SqlType type) {
    return type.equals(ScalarType.INT4) || type.equals(ScalarType.INT8);
  }
}
