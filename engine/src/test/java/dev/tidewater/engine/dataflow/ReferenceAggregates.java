package dev.tidewater.engine.dataflow;

import dev.tidewater.engine.aggregate.Accumulators;
import dev.tidewater.plan.Aggregate;
import dev.tidewater.plan.SortExpr;
import dev.tidewater.plan.SortKey;
import dev.tidewater.testkit.reference.ReferenceRelation;
import dev.tidewater.types.ArrayValue;
import dev.tidewater.types.Decimal;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.TypeKind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Aggregates over all rows of a group at once. */
final class ReferenceAggregates {
  private ReferenceAggregates() {}

  /**
   * @param rows the arguments, then the sort keys
   */
  static @Nullable Object evaluate(Aggregate aggregate, ReferenceRelation rows) {
    String name = Accumulators.nameOf(aggregate);
    int arity = aggregate.args().size();
    ReferenceRelation arguments = rows.select(row -> row.subList(0, arity));
    if (name.equals("count")) {
      return arguments
          .where(row -> row.stream().allMatch(Objects::nonNull))
          .rows()
          .values()
          .stream()
          .mapToLong(Long::longValue)
          .sum();
    }
    List<List<@Nullable Object>> ordered = ordered(aggregate, rows);
    List<@Nullable Object> all = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (List<@Nullable Object> row : ordered) {
      Object value = row.get(0);
      all.add(value);
      if (value != null) {
        values.add(value);
      }
    }
    long count =
        arguments.where(row -> row.get(0) != null).rows().values().stream()
            .mapToLong(Long::longValue)
            .sum();
    return switch (name) {
      case "array_agg" -> all.isEmpty() ? null : ArrayValue.copyOf(all);
      case "single_value" -> single(all);
      case "min" -> values.stream().min(ReferenceAggregates::compare).orElse(null);
      case "max" -> values.stream().max(ReferenceAggregates::compare).orElse(null);
      case "any_value" -> values.isEmpty() ? null : values.get(0);
      case "bool_and" -> values.isEmpty() ? null : !values.contains(false);
      case "bool_or" -> values.isEmpty() ? null : values.contains(true);
      case "bit_and" -> bits(arguments, count, set -> set == count);
      case "bit_or" -> bits(arguments, count, set -> set > 0);
      case "bit_xor" -> bits(arguments, count, set -> (set & 1) == 1);
      case "string_agg" -> joined(ordered);
      case "mode" -> mode(values);
      case "percentile_disc" -> percentile(ordered);
      case "sum", "avg" -> count <= 0 ? null : number(name, aggregate, arguments, count);
      case "var_pop", "stddev_samp" -> spread(name, aggregate, arguments, count);
      case "covar_samp" -> covariance(arguments);
      default -> throw new UnsupportedOperationException(name);
    };
  }

  /** The rows of a group, each as often as it is there. */
  private static List<List<@Nullable Object>> ordered(Aggregate aggregate, ReferenceRelation rows) {
    List<List<@Nullable Object>> result = new ArrayList<>();
    rows.rows()
        .forEach(
            (row, diff) -> result.addAll(Collections.nCopies(Math.max(0, diff.intValue()), row)));
    int arity = aggregate.args().size();
    Comparator<List<@Nullable Object>> order = Comparator.comparing(row -> 0);
    for (int i = 0; i < aggregate.order().size(); i++) {
      int at = arity + i;
      SortExpr key = aggregate.order().get(i);
      Comparator<Object> values = ReferenceAggregates::compare;
      if (key.direction() == SortKey.Direction.DESCENDING) {
        values = values.reversed();
      }
      Comparator<@Nullable Object> withNulls =
          key.nulls() == SortKey.Nulls.FIRST
              ? Comparator.nullsFirst(values)
              : Comparator.nullsLast(values);
      order = order.thenComparing(row -> row.get(at), withNulls);
    }
    for (int i = 0; i < arity; i++) {
      int at = i;
      order =
          order.thenComparing(
              row -> row.get(at), Comparator.nullsLast(ReferenceAggregates::compare));
    }
    result.sort(order);
    return result;
  }

  private static @Nullable Object single(List<@Nullable Object> all) {
    if (all.size() > 1) {
      throw new TidewaterException(ErrorCode.CARDINALITY_VIOLATION, "more than one row");
    }
    return all.isEmpty() ? null : all.get(0);
  }

  /** A group may for a while have more rows taken away than there are: counts have a sign. */
  private static @Nullable Object bits(
      ReferenceRelation arguments, long count, LongPredicate isSet) {
    long result = 0;
    for (int bit = 0; bit < Long.SIZE; bit++) {
      long set = 0;
      for (Map.Entry<List<@Nullable Object>, Long> row : arguments.rows().entrySet()) {
        Object value = row.getKey().get(0);
        set += value == null ? 0 : ((Long) value >>> bit & 1) * row.getValue();
      }
      result |= isSet.test(set) ? 1L << bit : 0;
    }
    return count <= 0 ? null : (Object) result;
  }

  private static @Nullable Object mode(List<Object> values) {
    Map<Object, Long> counts = new LinkedHashMap<>();
    values.forEach(value -> counts.merge(value, 1L, Long::sum));
    Object best = null;
    long most = 0;
    for (Map.Entry<Object, Long> entry : counts.entrySet()) {
      best = entry.getValue() > most ? entry.getKey() : best;
      most = Math.max(most, entry.getValue());
    }
    return best;
  }

  private static @Nullable Object percentile(List<List<@Nullable Object>> rows) {
    List<@Nullable Object> values = new ArrayList<>();
    rows.stream().map(row -> row.get(1)).filter(Objects::nonNull).forEach(values::add);
    if (values.isEmpty()) {
      return null;
    }
    double fraction = (Double) Objects.requireNonNull(rows.get(0).get(0));
    return values.get(Math.max(0, (int) Math.ceil(fraction * values.size()) - 1));
  }

  private static @Nullable Object spread(
      String name, Aggregate aggregate, ReferenceRelation arguments, long count) {
    boolean sample = name.endsWith("samp");
    long divisor = sample ? count - 1 : count;
    if (divisor <= 0) {
      return null;
    }
    Decimal sum = Decimal.ZERO;
    Decimal squares = Decimal.ZERO;
    for (Map.Entry<List<@Nullable Object>, Long> row : arguments.rows().entrySet()) {
      Object value = row.getKey().get(0);
      if (value != null) {
        Decimal number = value instanceof Decimal d ? d : Decimal.of(decimal(value));
        Decimal times = Decimal.of(row.getValue());
        sum = sum.add(number.multiply(times));
        squares = squares.add(number.multiply(number).multiply(times));
      }
    }
    Decimal centered = Decimal.of(count).multiply(squares).subtract(sum.multiply(sum));
    if (((ScalarType) aggregate.type()).kind() == TypeKind.FLOAT8) {
      double variance = quotient(centered.toBigDecimal(), count * divisor);
      return sample ? Math.sqrt(variance) : variance;
    }
    if (centered.signum() <= 0) {
      return Decimal.ZERO;
    }
    Decimal variance = centered.divide(Decimal.of(count * divisor));
    if (!sample) {
      return variance;
    }
    BigDecimal exact = variance.toBigDecimal();
    BigDecimal root = exact.sqrt(new MathContext(exact.precision() + 50, RoundingMode.HALF_UP));
    return Decimal.of(root.setScale(variance.scale(), RoundingMode.HALF_UP));
  }

  private static @Nullable Object covariance(ReferenceRelation arguments) {
    BigDecimal x = BigDecimal.ZERO;
    BigDecimal y = BigDecimal.ZERO;
    BigDecimal xy = BigDecimal.ZERO;
    long count = 0;
    for (Map.Entry<List<@Nullable Object>, Long> row : arguments.rows().entrySet()) {
      if (row.getKey().get(0) instanceof Double left
          && row.getKey().get(1) instanceof Double right) {
        BigDecimal times = BigDecimal.valueOf(row.getValue());
        y = y.add(new BigDecimal(left).multiply(times));
        x = x.add(new BigDecimal(right).multiply(times));
        xy = xy.add(new BigDecimal(left).multiply(new BigDecimal(right)).multiply(times));
        count += row.getValue();
      }
    }
    BigDecimal centered = xy.multiply(BigDecimal.valueOf(count)).subtract(x.multiply(y));
    return count < 2 ? null : (Object) quotient(centered, count * (count - 1));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static int compare(Object a, Object b) {
    return ((Comparable) a).compareTo(b);
  }

  private static @Nullable String joined(List<List<@Nullable Object>> ordered) {
    List<List<@Nullable Object>> rows = ordered.stream().filter(row -> row.get(0) != null).toList();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      if (i > 0 && rows.get(i).get(1) != null) {
        text.append(rows.get(i).get(1));
      }
      text.append(rows.get(i).get(0));
    }
    return rows.isEmpty() ? null : text.toString();
  }

  /** With so many digits that what lies between two doubles is not rounded to their middle. */
  private static double quotient(BigDecimal dividend, long divisor) {
    return dividend.divide(BigDecimal.valueOf(divisor), new MathContext(600)).doubleValue();
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
