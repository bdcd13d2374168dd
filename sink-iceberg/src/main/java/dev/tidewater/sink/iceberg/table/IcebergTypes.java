package dev.tidewater.sink.iceberg.table;

import dev.tidewater.types.ArrayType;
import dev.tidewater.types.Column;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/**
 * SQL types as Iceberg types. No value changes its meaning by the mapping; a value that the Iceberg
 * type can't hold is an error when it is written, never rounded.
 */
public final class IcebergTypes {
  /** The most digits that Iceberg's decimal has. */
  public static final int DECIMAL_PRECISION = 38;

  /** Digits after the point of a numeric that does not say how many it has. */
  public static final int UNCONSTRAINED_SCALE = 10;

  /** Holds all unsigned integers of eight bytes. */
  private static final int UINT8_PRECISION = 20;

  private IcebergTypes() {}

  /** Refuses a column whose type has no counterpart, by name. */
  static Type of(Column column, IntSupplier ids) {
    return of(column.type(), ids)
        .orElseThrow(
            () ->
                new TidewaterException(
                        ErrorCode.FEATURE_NOT_SUPPORTED,
                        "column \"{column}\" has type {type}, which an Iceberg table can't hold")
                    .with("column", column.name())
                    .with("type", column.type().display())
                    .hint("Cast the column in a materialized view, for example to text."));
  }

  private static Optional<Type> of(SqlType type, IntSupplier ids) {
    if (type instanceof ArrayType array) {
      int elementId = ids.getAsInt();
      return of(array.element(), ids).map(element -> Types.ListType.ofOptional(elementId, element));
    }
    return Optional.ofNullable(scalar((ScalarType) type));
  }

  private static @Nullable Type scalar(ScalarType type) {
    return switch (type.kind()) {
      case BOOLEAN -> Types.BooleanType.get();
      case INT2, INT4, UINT2 -> Types.IntegerType.get();
      case INT8, UINT4 -> Types.LongType.get();
      case UINT8, MZ_TIMESTAMP -> Types.DecimalType.of(UINT8_PRECISION, 0);
      case FLOAT4 -> Types.FloatType.get();
      case FLOAT8 -> Types.DoubleType.get();
      case NUMERIC -> decimal(type);
      case TEXT, VARCHAR, BPCHAR, UUID, JSONB, INTERVAL -> Types.StringType.get();
      case BYTEA -> Types.BinaryType.get();
      case DATE -> Types.DateType.get();
      case TIME -> Types.TimeType.get();
      case TIMESTAMP -> Types.TimestampType.withoutZone();
      case TIMESTAMPTZ -> Types.TimestampType.withZone();
      case OID, NAME, CHAR, REGCLASS, REGPROC, REGNAMESPACE, REGROLE, REGTYPE, UNKNOWN, VOID ->
          null;
    };
  }

  private static @Nullable Type decimal(ScalarType type) {
    if (type.precision() == ScalarType.NONE) {
      return Types.DecimalType.of(DECIMAL_PRECISION, UNCONSTRAINED_SCALE);
    }
    return type.scale() > DECIMAL_PRECISION
        ? null
        : Types.DecimalType.of(DECIMAL_PRECISION, Math.max(0, type.scale()));
  }
}
