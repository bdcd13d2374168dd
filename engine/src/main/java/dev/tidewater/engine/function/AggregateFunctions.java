package dev.tidewater.engine.function;

import static dev.tidewater.types.ScalarType.BOOLEAN;
import static dev.tidewater.types.ScalarType.BYTEA;
import static dev.tidewater.types.ScalarType.FLOAT4;
import static dev.tidewater.types.ScalarType.FLOAT8;
import static dev.tidewater.types.ScalarType.INT2;
import static dev.tidewater.types.ScalarType.INT4;
import static dev.tidewater.types.ScalarType.INT8;
import static dev.tidewater.types.ScalarType.INTERVAL;
import static dev.tidewater.types.ScalarType.JSONB;
import static dev.tidewater.types.ScalarType.NUMERIC;
import static dev.tidewater.types.ScalarType.TEXT;

import dev.tidewater.engine.function.ParameterType.Polymorphic;
import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.TypeKind;
import java.util.LinkedHashMap;
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
    d.aggregate("string_agg", "Byte strings joined with a separator")
        .takes(BYTEA, BYTEA)
        .gives(BYTEA)
        .as(BY_OPERATORS);
    d.aggregate("array_agg", "All values as an array, NULLs included")
        .takes(Polymorphic.ELEMENT)
        .gives(Polymorphic.ARRAY)
        .as(BY_OPERATORS);
    d.aggregate("jsonb_agg", "All values as a JSON array, NULLs as null")
        .takes(Polymorphic.ELEMENT)
        .gives(JSONB)
        .as(BY_OPERATORS);
    d.aggregate("jsonb_object_agg", "All pairs of a key and a value as a JSON object")
        .takes(Polymorphic.ANY, Polymorphic.ANY)
        .gives(JSONB)
        .as(BY_OPERATORS);
    d.aggregate("any_value", "Some value that is not NULL")
        .takes(Polymorphic.ELEMENT)
        .gives(Polymorphic.ELEMENT)
        .as(BY_OPERATORS);
    declareSpreads(d);
    declarePairs(d);
    declareBits(d);
    declareOrderedSets(d);
    d.aggregate("single_value", "The only value; more than one row is an error")
        .takes(Polymorphic.ELEMENT)
        .gives(Polymorphic.ELEMENT)
        .as(BY_OPERATORS);
  }

  private static void declareSpreads(Declarations d) {
    Map<String, String> spreads = new LinkedHashMap<>();
    spreads.put("var_pop", "Variance of the values themselves");
    spreads.put("var_samp", "Variance of what the values are a sample of");
    spreads.put("variance", "Variance of what the values are a sample of");
    spreads.put("stddev_pop", "Standard deviation of the values themselves");
    spreads.put("stddev_samp", "Standard deviation of what the values are a sample of");
    spreads.put("stddev", "Standard deviation of what the values are a sample of");
    for (ScalarType type : SUMMED) {
      if (!type.equals(INTERVAL)) {
        spreads.forEach(
            (name, description) ->
                d.aggregate(name, description).takes(type).gives(average(type)).as(BY_OPERATORS));
      }
    }
  }

  private static void declarePairs(Declarations d) {
    Map<String, String> pairs = new LinkedHashMap<>();
    pairs.put("covar_pop", "Covariance of the pairs themselves");
    pairs.put("covar_samp", "Covariance of what the pairs are a sample of");
    pairs.put("corr", "Correlation coefficient");
    pairs.put("regr_avgx", "Mean of the independent values (the second arguments)");
    pairs.put("regr_avgy", "Mean of the dependent values (the first arguments)");
    pairs.put("regr_intercept", "Where the line of least squares meets the y axis");
    pairs.put("regr_r2", "Square of the correlation coefficient");
    pairs.put("regr_slope", "Slope of the line of least squares");
    pairs.put("regr_sxx", "Sum of squares of the independent values");
    pairs.put("regr_sxy", "Sum of products of both values");
    pairs.put("regr_syy", "Sum of squares of the dependent values");
    pairs.forEach(
        (name, description) ->
            d.aggregate(name, description).takes(FLOAT8, FLOAT8).gives(FLOAT8).as(BY_OPERATORS));
    d.aggregate("regr_count", "How many pairs have no NULL")
        .takes(FLOAT8, FLOAT8)
        .gives(INT8)
        .as(BY_OPERATORS);
  }

  private static void declareBits(Declarations d) {
    for (ScalarType type : List.of(INT2, INT4, INT8)) {
      d.aggregate("bit_and", "Bits set in all values").takes(type).gives(type).as(BY_OPERATORS);
      d.aggregate("bit_or", "Bits set in any value").takes(type).gives(type).as(BY_OPERATORS);
      d.aggregate("bit_xor", "Bits set in an odd number of values")
          .takes(type)
          .gives(type)
          .as(BY_OPERATORS);
    }
  }

  /** Parameters are the direct arguments, then what WITHIN GROUP orders by. */
  private static void declareOrderedSets(Declarations d) {
    SqlType fractions = new ArrayType(FLOAT8);
    for (ScalarType type : List.of(FLOAT8, INTERVAL)) {
      d.aggregate("percentile_cont", "Value at a fraction of the order, between two if need be")
          .takes(FLOAT8, type)
          .gives(type)
          .as(BY_OPERATORS);
      d.aggregate("percentile_cont", "Values at fractions of the order, between two if need be")
          .takes(fractions, type)
          .gives(new ArrayType(type))
          .as(BY_OPERATORS);
    }
    d.aggregate("percentile_disc", "First value at or behind a fraction of the order")
        .takes(new ParameterType.Exact(FLOAT8), Polymorphic.ELEMENT)
        .gives(Polymorphic.ELEMENT)
        .as(BY_OPERATORS);
    d.aggregate("percentile_disc", "First values at or behind fractions of the order")
        .takes(new ParameterType.Exact(fractions), Polymorphic.ELEMENT)
        .gives(Polymorphic.ARRAY)
        .as(BY_OPERATORS);
    d.aggregate("mode", "The most frequent value")
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
