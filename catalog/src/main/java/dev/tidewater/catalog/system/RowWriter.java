package dev.tidewater.catalog.system;

import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ArrayValue;
import dev.tidewater.types.Column;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects rows by the names of columns. What is not set is NULL, or zero, false or empty where the
 * column is NOT NULL. One thread.
 */
final class RowWriter {
  private final RelationSchema schema;
  private final Map<String, Integer> positions = new HashMap<>();
  private final List<@Nullable Object[]> rows = new ArrayList<>();

  RowWriter(RelationSchema schema) {
    this.schema = schema;
    for (int i = 0; i < schema.arity(); i++) {
      positions.put(schema.column(i).name(), i);
    }
  }

  /** Begins the next row. */
  RowWriter row() {
    @Nullable Object[] row = new Object[schema.arity()];
    for (int i = 0; i < row.length; i++) {
      Column column = schema.column(i);
      row[i] = column.nullable() ? null : zero(column.type());
    }
    rows.add(row);
    return this;
  }

  /** Sets a column of the current row; numbers of any width fit into number columns. */
  RowWriter set(String column, @Nullable Object value) {
    Integer position = positions.get(column);
    if (position == null) {
      throw new IllegalArgumentException("no column " + column);
    }
    Object converted = value == null ? null : convert(schema.column(position).type(), value);
    if (converted == null && !schema.column(position).nullable()) {
      throw new IllegalArgumentException("column " + column + " is NOT NULL");
    }
    rows.get(rows.size() - 1)[position] = converted;
    return this;
  }

  List<@Nullable Object[]> rows() {
    return rows;
  }

  private static Object zero(SqlType type) {
    if (type instanceof ArrayType) {
      return ArrayValue.EMPTY;
    }
    return switch (((ScalarType) type).kind()) {
      case BOOLEAN -> false;
      case INT2 -> (short) 0;
      case INT4 -> 0;
      case FLOAT4 -> 0f;
      case FLOAT8 -> 0d;
      case INT8,
          OID,
          REGCLASS,
          REGPROC,
          REGNAMESPACE,
          REGROLE,
          REGTYPE,
          TIMESTAMP,
          TIMESTAMPTZ,
          MZ_TIMESTAMP ->
          0L;
      case TEXT, VARCHAR, BPCHAR, NAME, CHAR -> "";
      default -> throw new IllegalStateException("no zero for " + type.display());
    };
  }

  private static Object convert(SqlType type, Object value) {
    if (type instanceof ArrayType array) {
      List<Object> elements = new ArrayList<>();
      ((List<?>) value).forEach(element -> elements.add(convert(array.element(), element)));
      return ArrayValue.copyOf(elements);
    }
    if (!(value instanceof Number number)) {
      return value;
    }
    return switch (((ScalarType) type).kind()) {
      case INT2 -> number.shortValue();
      case INT4 -> number.intValue();
      case FLOAT4 -> number.floatValue();
      case FLOAT8 -> number.doubleValue();
      default -> number.longValue();
    };
  }
}
