package dev.tidewater.testkit.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A Z-set of rows of Java values, each row with how often it is there, and naive operators over it.
 * Rows are compared by {@link Objects#equals}, so values whose representation should not matter
 * must come in one. Immutable.
 */
public final class ReferenceRelation {
  private final Map<List<@Nullable Object>, Long> rows;

  private ReferenceRelation(Map<List<@Nullable Object>, Long> rows) {
    rows.values().removeIf(diff -> diff == 0);
    this.rows = Collections.unmodifiableMap(rows);
  }

  public static ReferenceRelation empty() {
    return new ReferenceRelation(new LinkedHashMap<>());
  }

  public static ReferenceRelation of(Map<List<@Nullable Object>, Long> rows) {
    return new ReferenceRelation(new LinkedHashMap<>(rows));
  }

  public Map<List<@Nullable Object>, Long> rows() {
    return rows;
  }

  public ReferenceRelation plus(ReferenceRelation other) {
    Map<List<@Nullable Object>, Long> sum = new LinkedHashMap<>(rows);
    other.rows.forEach((row, diff) -> sum.merge(row, diff, Long::sum));
    return new ReferenceRelation(sum);
  }

  public ReferenceRelation negated() {
    Map<List<@Nullable Object>, Long> result = new LinkedHashMap<>();
    rows.forEach((row, diff) -> result.put(row, -diff));
    return new ReferenceRelation(result);
  }

  public ReferenceRelation where(Predicate<List<@Nullable Object>> predicate) {
    Map<List<@Nullable Object>, Long> result = new LinkedHashMap<>();
    rows.forEach(
        (row, diff) -> {
          if (predicate.test(row)) {
            result.put(row, diff);
          }
        });
    return new ReferenceRelation(result);
  }

  public ReferenceRelation select(
      Function<List<@Nullable Object>, List<@Nullable Object>> projection) {
    Map<List<@Nullable Object>, Long> result = new LinkedHashMap<>();
    rows.forEach((row, diff) -> result.merge(projection.apply(row), diff, Long::sum));
    return new ReferenceRelation(result);
  }

  /** Rows as often as they are there, if that is positive. */
  public ReferenceRelation threshold() {
    Map<List<@Nullable Object>, Long> result = new LinkedHashMap<>(rows);
    result.values().removeIf(diff -> diff < 0);
    return new ReferenceRelation(result);
  }

  /** Each row that is there once. */
  public ReferenceRelation distinct() {
    Map<List<@Nullable Object>, Long> result = new LinkedHashMap<>();
    rows.forEach((row, diff) -> result.put(row, diff > 0 ? 1L : 0L));
    return new ReferenceRelation(result);
  }

  /** All pairs that meet, left columns first. */
  public ReferenceRelation join(
      ReferenceRelation right,
      BiPredicate<List<@Nullable Object>, List<@Nullable Object>> condition) {
    Map<List<@Nullable Object>, Long> result = new LinkedHashMap<>();
    rows.forEach(
        (left, leftDiff) ->
            right.rows.forEach(
                (row, diff) -> {
                  if (condition.test(left, row)) {
                    result.merge(concatenate(left, row), leftDiff * diff, Long::sum);
                  }
                }));
    return new ReferenceRelation(result);
  }

  private static List<@Nullable Object> concatenate(
      List<@Nullable Object> left, List<@Nullable Object> right) {
    List<@Nullable Object> both = new ArrayList<>(left);
    both.addAll(right);
    return both;
  }

  /** Rows for which the number of rows on the right that meet them is positive. */
  public ReferenceRelation semiJoin(
      ReferenceRelation right,
      BiPredicate<List<@Nullable Object>, List<@Nullable Object>> condition) {
    return where(
        row ->
            right.rows.entrySet().stream()
                    .filter(entry -> condition.test(row, entry.getKey()))
                    .mapToLong(Map.Entry::getValue)
                    .sum()
                > 0);
  }

  /**
   * Groups rows and computes a row of each group that has more rows than none.
   *
   * @param aggregates gives the row of a group; empty if it has an error
   * @param alwaysThere a group that is there even without rows; null for none
   */
  public ReferenceRelation groupBy(
      Function<List<@Nullable Object>, List<@Nullable Object>> key,
      Function<ReferenceRelation, Optional<List<@Nullable Object>>> aggregates,
      @Nullable List<@Nullable Object> alwaysThere) {
    Map<List<@Nullable Object>, Long> result = new LinkedHashMap<>();
    grouped(key, alwaysThere)
        .forEach(
            (group, members) -> {
              long count = members.rows.values().stream().mapToLong(Long::longValue).sum();
              if (count > 0 || group.equals(alwaysThere)) {
                aggregates
                    .apply(members)
                    .ifPresent(values -> result.put(concatenate(group, values), 1L));
              }
            });
    return new ReferenceRelation(result);
  }

  private Map<List<@Nullable Object>, ReferenceRelation> grouped(
      Function<List<@Nullable Object>, List<@Nullable Object>> key,
      @Nullable List<@Nullable Object> alwaysThere) {
    Map<List<@Nullable Object>, ReferenceRelation> groups = new LinkedHashMap<>();
    if (alwaysThere != null) {
      groups.put(alwaysThere, empty());
    }
    rows.forEach(
        (row, diff) ->
            groups.merge(
                key.apply(row), of(Collections.singletonMap(row, diff)), ReferenceRelation::plus));
    return groups;
  }

  /** The rows from {@code offset} up to {@code limit} more of each group in a total order. */
  public ReferenceRelation topK(
      Function<List<@Nullable Object>, List<@Nullable Object>> group,
      Comparator<List<@Nullable Object>> order,
      long limit,
      long offset) {
    Map<List<@Nullable Object>, Long> result = new LinkedHashMap<>();
    for (ReferenceRelation members : grouped(group, null).values()) {
      long position = 0;
      List<List<@Nullable Object>> sorted = new ArrayList<>(members.rows.keySet());
      sorted.sort(order);
      for (List<@Nullable Object> row : sorted) {
        long diff = Objects.requireNonNull(members.rows.get(row));
        for (long i = 0; i < diff; i++, position++) {
          if (position >= offset && position - offset < limit) {
            result.merge(row, 1L, Long::sum);
          }
        }
      }
    }
    return new ReferenceRelation(result);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ReferenceRelation relation && rows.equals(relation.rows);
  }

  @Override
  public int hashCode() {
    return rows.hashCode();
  }

  @Override
  public String toString() {
    return rows.toString();
  }
}
