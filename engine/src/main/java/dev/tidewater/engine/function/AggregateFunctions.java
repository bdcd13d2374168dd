package dev.tidewater.engine.function;

import static dev.tidewater.types.ScalarType.BOOLEAN;
import static dev.tidewater.types.ScalarType.BYTEA;
import static dev.tidewater.types.ScalarType.FLOAT4;
import static dev.tidewater.types.ScalarType.FLOAT8;
import static dev.tidewater.types.ScalarType.INT2;
import static dev.tidewater.types.ScalarType.INT4;
import static dev.tidewater.types.ScalarType.INT8;
import static dev.tidewater.types.ScalarType.INTERVAL;
import static dev.tidewater.types.ScalarType.NUMERIC;
import static dev.tidewater.types.ScalarType.TEXT;

import dev.tidewater.engine.function.ParameterType.Polymorphic;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.TypeKind;
import java.util.List;
import java.util.Map;

/** Aggregates: their types only; the operators that reduce groups compute them. */
final class AggregateFunctions {
  private static final Implementation BY_OPERATORS =
      call -> {
        throw new TidewaterException(
                ErrorCode.GROUPING_ERROR, "aggregate function {function} can't be called here")
            .with("function", call.function().name());
      };

  /** What sums of a type are. */
  private static final Map<ScalarType, ScalarType> SUMS =
      Map.ofEntries(
          Map.entry(INT2, INT8),
          Map.entry(INT4, INT8),
          Map.entry(INT8, NUMERIC),
          Map.entry(ScalarType.of(TypeKind.UINT2), ScalarType.of(TypeKind.UINT8)),
          Map.entry(ScalarType.of(TypeKind.UINT4), ScalarType.of(TypeKind.UINT8)),
          Map.entry(ScalarType.of(TypeKind.UINT8), NUMERIC),
          Map.entry(NUMERIC, NUMERIC),
          Map.entry(FLOAT4, FLOAT4),
          Map.entry(FLOAT8, FLOAT8),
          Map.entry(INTERVAL, INTERVAL));

  /** Types in the order in which overloads are listed. */
  private static final List<ScalarType> SUMMED =
      List.of(
          INT2,
          INT4,
          INT8,
          NUMERIC,
          FLOAT4,
          FLOAT8,
          INTERVAL,
          ScalarType.of(TypeKind.UINT2),
          ScalarType.of(TypeKind.UINT4),
          ScalarType.of(TypeKind.UINT8));

  private static final List<ScalarType> ORDERED =
      List.of(
          INT2,
          INT4,
          INT8,
          NUMERIC,
          FLOAT4,
          FLOAT8,
          TEXT,
          ScalarType.BPCHAR,
          BYTEA,
          ScalarType.DATE,
          ScalarType.TIME,
          ScalarType.TIMESTAMP,
          ScalarType.TIMESTAMPTZ,
          INTERVAL,
          ScalarType.OID,
          ScalarType.UUID,
          BOOLEAN,
          ScalarType.JSONB,
          ScalarType.of(TypeKind.UINT2),
          ScalarType.of(TypeKind.UINT4),
          ScalarType.of(TypeKind.UINT8),
          ScalarType.MZ_TIMESTAMP);

  private AggregateFunctions() {}

  static void declare(Declarations d) {
    d.aggregate("count", "How many rows")
        .star()
        .gives(INT8)
        .nulls(NullBehavior.NEVER)
        .as(BY_OPERATORS);
    d.aggregate("count", "How many values that are not NULL")
        .takes(Polymorphic.ANY)
        .gives(INT8)
        .nulls(NullBehavior.NEVER)
        .as(BY_OPERATORS);
    for (ScalarType type : SUMMED) {
      d.aggregate("sum", "Sum of the values that are not NULL")
          .takes(type)
          .gives(SUMS.getOrDefault(type, type))
          .as(BY_OPERATORS);
      d.aggregate("avg", "Mean of the values that are not NULL")
          .takes(type)
          .gives(average(type))
          .as(BY_OPERATORS);
    }
    for (ScalarType type : ORDERED) {
      d.aggregate("min", "Least value").takes(type).gives(type).as(BY_OPERATORS);
      d.aggregate("max", "Greatest value").takes(type).gives(type).as(BY_OPERATORS);
    }
    for (String name : List.of("min", "max")) {
      d.aggregate(name, name.equals("min") ? "Least array" : "Greatest array")
          .takes(Polymorphic.ARRAY)
          .gives(Polymorphic.ARRAY)
          .as(BY_OPERATORS);
    }
    d.aggregate("bool_and", "Whether all are true").takes(BOOLEAN).gives(BOOLEAN).as(BY_OPERATORS);
    d.aggregate("every", "Whether all are true").takes(BOOLEAN).gives(BOOLEAN).as(BY_OPERATORS);
    d.aggregate("bool_or", "Whether any is true").takes(BOOLEAN).gives(BOOLEAN).as(BY_OPERATORS);
    d.aggregate("string_agg", "Texts joined with a separator")
        .takes(TEXT, TEXT)
        .gives(TEXT)
        .as(BY_OPERATORS);
    d.aggregate("array_agg", "All values as an array, NULLs included")
        .takes(Polymorphic.ELEMENT)
        .gives(Polymorphic.ARRAY)
        .as(BY_OPERATORS);
    d.aggregate("single_value", "The only value; more than one row is an error")
        .takes(Polymorphic.ELEMENT)
        .gives(Polymorphic.ELEMENT)
        .as(BY_OPERATORS);
  }

  private static ScalarType average(ScalarType type) {
    return switch (type.kind()) {
      case FLOAT4, FLOAT8 -> FLOAT8;
      case INTERVAL -> INTERVAL;
      default -> NUMERIC;
    };
  }
}
