package dev.tidewater.sql.planner;

import dev.tidewater.engine.function.RowSet;
import dev.tidewater.engine.function.SessionFunctions;
import dev.tidewater.engine.scalar.ScalarProgram;
import dev.tidewater.engine.scalar.VectorScalarCompiler;
import dev.tidewater.plan.Aggregate;
import dev.tidewater.plan.QueryPlan;
import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.RelationPlan.Constant;
import dev.tidewater.plan.RelationPlan.Filter;
import dev.tidewater.plan.RelationPlan.FlatMap;
import dev.tidewater.plan.RelationPlan.Get;
import dev.tidewater.plan.RelationPlan.Join;
import dev.tidewater.plan.RelationPlan.JoinKind;
import dev.tidewater.plan.RelationPlan.Let;
import dev.tidewater.plan.RelationPlan.LetRef;
import dev.tidewater.plan.RelationPlan.Negate;
import dev.tidewater.plan.RelationPlan.Project;
import dev.tidewater.plan.RelationPlan.Reduce;
import dev.tidewater.plan.RelationPlan.Threshold;
import dev.tidewater.plan.RelationPlan.TopK;
import dev.tidewater.plan.RelationPlan.Union;
import dev.tidewater.plan.RelationPlan.Window;
import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.ColumnRef;
import dev.tidewater.plan.ScalarExpr.Literal;
import dev.tidewater.plan.ScalarRewriter;
import dev.tidewater.plan.SortKey;
import dev.tidewater.types.Decimal;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Answers a plan by the plain meaning of its operators, over rows with counts. As slow as it is
 * simple.
 */
final class NaiveEvaluator implements RelationPlan.Visitor<Map<List<@Nullable Object>, Long>> {
  private final Map<Long, List<List<@Nullable Object>>> collections;
  private final Map<Integer, Map<List<@Nullable Object>, Long>> lets = new HashMap<>();

  NaiveEvaluator(Map<Long, List<List<@Nullable Object>>> collections) {
    this.collections = collections;
  }

  List<List<@Nullable Object>> answer(QueryPlan plan) {
    List<List<@Nullable Object>> rows = expand(plan.relation().accept(this));
    rows.sort(order(plan.order()));
    return bounded(rows, plan.limit(), plan.offset()).stream()
        .map(row -> pick(row, plan.shownColumns()))
        .toList();
  }

  private static List<@Nullable Object> pick(List<@Nullable Object> row, List<Integer> columns) {
    List<@Nullable Object> picked = new ArrayList<>();
    columns.forEach(column -> picked.add(row.get(column)));
    return picked;
  }

  private static List<List<@Nullable Object>> bounded(
      List<List<@Nullable Object>> rows, OptionalLong limit, long offset) {
    int from = (int) Math.min(offset, rows.size());
    int to = (int) Math.min(rows.size(), from + limit.orElse(rows.size()));
    return rows.subList(from, to);
  }

  private static List<List<@Nullable Object>> expand(Map<List<@Nullable Object>, Long> bag) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    bag.forEach(
        (row, count) -> {
          for (long i = 0; i < count; i++) {
            rows.add(row);
          }
        });
    return rows;
  }

  private static void add(
      Map<List<@Nullable Object>, Long> bag, List<@Nullable Object> row, long count) {
    bag.merge(row, count, Long::sum);
    bag.remove(row, 0L);
  }

  private static @Nullable Object evaluate(ScalarExpr expr, List<@Nullable Object> row) {
    ScalarRewriter columns =
        new ScalarRewriter() {
          @Override
          public ScalarExpr visitColumnRef(ColumnRef ref) {
            return new Literal(row.get(ref.column()), ref.type());
          }
        };
    return ScalarProgram.constant(columns.rewrite(expr), SessionFunctions.NONE);
  }

  private static List<@Nullable Object> evaluateAll(
      List<ScalarExpr> exprs, List<@Nullable Object> row) {
    List<@Nullable Object> values = new ArrayList<>();
    exprs.forEach(expr -> values.add(evaluate(expr, row)));
    return values;
  }

  private static boolean holds(@Nullable ScalarExpr predicate, List<@Nullable Object> row) {
    return predicate == null || Boolean.TRUE.equals(evaluate(predicate, row));
  }

  private static Comparator<List<@Nullable Object>> order(List<SortKey> keys) {
    return (one, other) -> {
      for (SortKey key : keys) {
        int compared = compare(key, one.get(key.column()), other.get(key.column()));
        if (compared != 0) {
          return compared;
        }
      }
      return 0;
    };
  }

  @SuppressWarnings("unchecked") // Values of one column are of one class, and these compare.
  private static int compare(SortKey key, @Nullable Object one, @Nullable Object other) {
    if (one == null || other == null) {
      int nullFirst = one == other ? 0 : one == null ? -1 : 1;
      return key.nulls() == SortKey.Nulls.FIRST ? nullFirst : -nullFirst;
    }
    int compared = ((Comparable<Object>) one).compareTo(other);
    return key.direction() == SortKey.Direction.ASCENDING ? compared : -compared;
  }

  @Override
  public Map<List<@Nullable Object>, Long> visitGet(Get plan) {
    Map<List<@Nullable Object>, Long> bag = new LinkedHashMap<>();
    collections.getOrDefault(plan.collection(), List.of()).forEach(row -> add(bag, row, 1));
    return bag;
  }

  @Override
  public Map<List<@Nullable Object>, Long> visitConstant(Constant plan) {
    Map<List<@Nullable Object>, Long> bag = new LinkedHashMap<>();
    plan.rows().forEach(row -> add(bag, Arrays.asList(row.values()), row.diff()));
    return bag;
  }

  @Override
  public Map<List<@Nullable Object>, Long> visitFilter(Filter plan) {
    Map<List<@Nullable Object>, Long> bag = new LinkedHashMap<>();
    plan.input()
        .accept(this)
        .forEach(
            (row, count) -> {
              if (holds(plan.predicate(), row)) {
                add(bag, row, count);
              }
            });
    return bag;
  }

  @Override
  public Map<List<@Nullable Object>, Long> visitProject(Project plan) {
    Map<List<@Nullable Object>, Long> bag = new LinkedHashMap<>();
    plan.input()
        .accept(this)
        .forEach((row, count) -> add(bag, evaluateAll(plan.outputs(), row), count));
    return bag;
  }

  @Override
  public Map<List<@Nullable Object>, Long> visitFlatMap(FlatMap plan) {
    List<SqlType> types =
        plan.type().columns().subList(plan.input().type().arity(), plan.type().arity()).stream()
            .map(RelationType.ColumnType::type)
            .toList();
    Map<List<@Nullable Object>, Long> bag = new LinkedHashMap<>();
    plan.input()
        .accept(this)
        .forEach(
            (row, count) -> {
              RowSet set =
                  new VectorScalarCompiler(SessionFunctions.NONE)
                      .rowSets(plan, types)
                      .open(evaluateAll(plan.args(), row).toArray());
              ColumnVector[] vectors =
                  types.stream().map(type -> Values.allocate(type, 1)).toArray(ColumnVector[]::new);
              while (set.fill(vectors, 0, 1) == 1) {
                List<@Nullable Object> extended = new ArrayList<>(row);
                for (int i = 0; i < vectors.length; i++) {
                  extended.add(Values.read(vectors[i], types.get(i), 0));
                  vectors[i].clear();
                }
                add(bag, extended, count);
              }
            });
    return bag;
  }

  @Override
  public Map<List<@Nullable Object>, Long> visitUnion(Union plan) {
    Map<List<@Nullable Object>, Long> bag = new LinkedHashMap<>();
    plan.inputs()
        .forEach(input -> input.accept(this).forEach((row, count) -> add(bag, row, count)));
    return bag;
  }

  @Override
  public Map<List<@Nullable Object>, Long> visitNegate(Negate plan) {
    Map<List<@Nullable Object>, Long> bag = new LinkedHashMap<>();
    plan.input().accept(this).forEach((row, count) -> add(bag, row, -count));
    return bag;
  }

  @Override
  public Map<List<@Nullable Object>, Long> visitThreshold(Threshold plan) {
    Map<List<@Nullable Object>, Long> bag = plan.input().accept(this);
    bag.values().removeIf(count -> count <= 0);
    return bag;
  }

  @Override
  public Map<List<@Nullable Object>, Long> visitJoin(Join plan) {
    Map<List<@Nullable Object>, Long> right = plan.right().accept(this);
    Map<List<@Nullable Object>, Long> bag = new LinkedHashMap<>();
    plan.left().accept(this).forEach((row, count) -> addMatches(plan, row, count, right, bag));
    return bag;
  }

  private static void addMatches(
      Join plan,
      List<@Nullable Object> row,
      long count,
      Map<List<@Nullable Object>, Long> right,
      Map<List<@Nullable Object>, Long> bag) {
    List<@Nullable Object> leftKey = evaluateAll(plan.leftKeys(), row);
    boolean matched = false;
    for (Map.Entry<List<@Nullable Object>, Long> partner : right.entrySet()) {
      List<@Nullable Object> joined = new ArrayList<>(row);
      joined.addAll(partner.getKey());
      boolean match =
          !leftKey.contains(null)
              && leftKey.equals(evaluateAll(plan.rightKeys(), partner.getKey()))
              && holds(plan.residual(), joined);
      matched |= match;
      if (match && (plan.kind() == JoinKind.INNER || plan.kind() == JoinKind.LEFT)) {
        add(bag, joined, count * partner.getValue());
      }
    }
    if (plan.kind() == JoinKind.LEFT && !matched) {
      List<@Nullable Object> padded = new ArrayList<>(row);
      padded.addAll(Collections.nCopies(plan.right().type().arity(), null));
      add(bag, padded, count);
    }
    boolean kept =
        (plan.kind() == JoinKind.SEMI && matched) || (plan.kind() == JoinKind.ANTI && !matched);
    if (kept) {
      add(bag, row, count);
    }
  }

  @Override
  public Map<List<@Nullable Object>, Long> visitReduce(Reduce plan) {
    Map<List<@Nullable Object>, List<List<@Nullable Object>>> groups = new LinkedHashMap<>();
    if (plan.keys().isEmpty()) {
      groups.put(List.of(), new ArrayList<>());
    }
    for (List<@Nullable Object> row : expand(plan.input().accept(this))) {
      groups.computeIfAbsent(evaluateAll(plan.keys(), row), key -> new ArrayList<>()).add(row);
    }
    Map<List<@Nullable Object>, Long> bag = new LinkedHashMap<>();
    groups.forEach(
        (key, rows) -> {
          List<@Nullable Object> result = new ArrayList<>(key);
          plan.aggregates().forEach(aggregate -> result.add(aggregate(aggregate, rows)));
          add(bag, result, 1);
        });
    return bag;
  }

  private static @Nullable Object aggregate(
      Aggregate aggregate, List<List<@Nullable Object>> rows) {
    List<Object> values = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      if (holds(aggregate.filter(), row)) {
        Object value = aggregate.args().isEmpty() ? true : evaluate(aggregate.args().get(0), row);
        if (value != null) {
          values.add(value);
        }
      }
    }
    if (aggregate.distinct()) {
      values = new ArrayList<>(new LinkedHashSet<>(values));
    }
    String name = aggregate.function().substring(0, aggregate.function().indexOf('('));
    if (name.equals("count")) {
      return (long) values.size();
    }
    if (values.isEmpty()) {
      return null;
    }
    SortKey ascending = new SortKey(0, SortKey.Direction.ASCENDING, SortKey.Nulls.LAST);
    Comparator<Object> order = (one, other) -> compare(ascending, one, other);
    return switch (name) {
      case "min" -> Collections.min(values, order);
      case "max" -> Collections.max(values, order);
      case "sum" -> sum(values, aggregate);
      default -> throw new IllegalArgumentException("no such aggregate here: " + name);
    };
  }

  private static Object sum(List<Object> values, Aggregate aggregate) {
    if (values.get(0) instanceof Decimal) {
      return values.stream().map(Decimal.class::cast).reduce(Decimal.ZERO, Decimal::add);
    }
    long sum = values.stream().mapToLong(value -> ((Number) value).longValue()).sum();
    return aggregate.type().display().equals("numeric") ? Decimal.of(sum) : (Object) sum;
  }

  @Override
  public Map<List<@Nullable Object>, Long> visitTopK(TopK plan) {
    if (!plan.groupColumns().isEmpty()) {
      throw new IllegalArgumentException("no groups here");
    }
    List<List<@Nullable Object>> rows = expand(plan.input().accept(this));
    rows.sort(order(plan.order()));
    Map<List<@Nullable Object>, Long> bag = new LinkedHashMap<>();
    bounded(rows, plan.limit(), plan.offset()).forEach(row -> add(bag, row, 1));
    return bag;
  }

  @Override
  public Map<List<@Nullable Object>, Long> visitRecursive(RelationPlan.Recursive plan) {
    throw new IllegalArgumentException("recursion is tested in the engine");
  }

  @Override
  public Map<List<@Nullable Object>, Long> visitWindow(Window plan) {
    throw new IllegalArgumentException("windows are tested in the engine");
  }

  @Override
  public Map<List<@Nullable Object>, Long> visitTemporalFilter(RelationPlan.TemporalFilter plan) {
    throw new IllegalArgumentException("times are tested in the engine");
  }

  @Override
  public Map<List<@Nullable Object>, Long> visitLet(Let plan) {
    lets.put(plan.id(), plan.value().accept(this));
    return plan.body().accept(this);
  }

  @Override
  public Map<List<@Nullable Object>, Long> visitLetRef(LetRef plan) {
    Map<List<@Nullable Object>, Long> value = lets.get(plan.id());
    if (value == null) {
      throw new IllegalStateException("a name outside of its body: l" + plan.id());
    }
    return new LinkedHashMap<>(value);
  }
}
