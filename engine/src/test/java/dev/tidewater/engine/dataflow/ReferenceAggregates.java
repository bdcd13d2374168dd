package dev.tidewater.engine.dataflow;

import dev.tidewater.engine.aggregate.Accumulators;
import dev.tidewater.plan.Aggregate;
import dev.tidewater.testkit.reference.ReferenceRelation;
import dev.tidewater.types.ArrayValue;
import dev.tidewater.types.Decimal;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.TypeKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Aggregates over all rows of a group at once. */
final class ReferenceAggregates {
  private ReferenceAggregates() {}

  static @Nullable Object evaluate(Aggregate aggregate, ReferenceRelation arguments) {
    String name = Accumulators.nameOf(aggregate);
    if (name.equals("count")) {
      return arguments
          .where(row -> row.stream().allMatch(Objects::nonNull))
          .rows()
          .values()
          .stream()
          .mapToLong(Long::longValue)
          .sum();
    }
    if (name.equals("array_agg")) {
      List<@Nullable Object> all = first(arguments);
      all.sort(Comparator.nullsLast(ReferenceAggregates::compare));
      return all.isEmpty() ? null : ArrayValue.copyOf(all);
    }
    if (name.equals("single_value")) {
      List<@Nullable Object> all = first(arguments);
      if (all.size() > 1) {
        throw new TidewaterException(ErrorCode.CARDINALITY_VIOLATION, "more than one row");
      }
      return all.isEmpty() ? null : all.get(0);
    }
    List<Object> values = new ArrayList<>();
    for (Object value : first(arguments)) {
      if (value != null) {
        values.add(value);
      }
    }
    long count =
        arguments.where(row -> row.get(0) != null).rows().values().stream()
            .mapToLong(Long::longValue)
            .sum();
    return switch (name) {
      case "min" -> values.stream().min(ReferenceAggregates::compare).orElse(null);
      case "max" -> values.stream().max(ReferenceAggregates::compare).orElse(null);
      case "bool_and" -> values.isEmpty() ? null : !values.contains(false);
      case "bool_or" -> values.isEmpty() ? null : values.contains(true);
      case "string_agg" -> joined(arguments);
      case "sum", "avg" -> count <= 0 ? null : number(name, aggregate, arguments, count);
      default -> throw new UnsupportedOperationException(name);
    };
  }

  private static List<@Nullable Object> first(ReferenceRelation arguments) {
    List<@Nullable Object> result = new ArrayList<>();
    arguments
        .rows()
        .forEach(
            (row, diff) -> {
              for (long i = 0; i < diff; i++) {
                result.add(row.get(0));
              }
            });
    return result;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static int compare(Object a, Object b) {
    return ((Comparable) a).compareTo(b);
  }

  private static @Nullable String joined(ReferenceRelation arguments) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    arguments
        .rows()
        .forEach(
            (row, diff) -> {
              for (long i = 0; i < diff; i++) {
                if (row.get(0) != null) {
                  rows.add(row);
                }
              }
            });
    rows.sort(
        Comparator.comparing((List<@Nullable Object> row) -> (String) row.get(0))
            .thenComparing(
                row -> (String) row.get(1), Comparator.nullsLast(Comparator.naturalOrder())));
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      if (i > 0 && rows.get(i).get(1) != null) {
        text.append(rows.get(i).get(1));
      }
      text.append(rows.get(i).get(0));
    }
    return rows.isEmpty() ? null : text.toString();
  }

  private static Object number(
      String name, Aggregate aggregate, ReferenceRelation arguments, long count) {
    BigDecimal sum = BigDecimal.ZERO;
    for (var entry : arguments.rows().entrySet()) {
      Object value = entry.getKey().get(0);
      if (value != null) {
        sum = sum.add(decimal(value).multiply(BigDecimal.valueOf(entry.getValue())));
      }
    }
    ScalarType type = (ScalarType) aggregate.type();
    if (type.kind() == TypeKind.FLOAT8) {
      return name.equals("sum") ? sum.doubleValue() : sum.doubleValue() / count;
    }
    if (type.kind() == TypeKind.INT8) {
      if (sum.toBigInteger().bitLength() > 63) {
        throw new TidewaterException(ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "bigint out of range");
      }
      return sum.longValueExact();
    }
    return name.equals("sum") ? Decimal.of(sum) : Decimal.of(sum).divide(Decimal.of(count));
  }

  private static BigDecimal decimal(Object value) {
    if (value instanceof Decimal decimal) {
      return decimal.toBigDecimal();
    }
    return value instanceof Double number
        ? new BigDecimal(number)
        : BigDecimal.valueOf(((Number) value).longValue());
  }
}
