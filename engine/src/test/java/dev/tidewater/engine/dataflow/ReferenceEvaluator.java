package dev.tidewater.engine.dataflow;

import dev.tidewater.plan.Aggregate;
import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.RelationPlan.AtLimit;
import dev.tidewater.plan.RelationPlan.Binding;
import dev.tidewater.plan.RelationPlan.Constant;
import dev.tidewater.plan.RelationPlan.Filter;
import dev.tidewater.plan.RelationPlan.FlatMap;
import dev.tidewater.plan.RelationPlan.Get;
import dev.tidewater.plan.RelationPlan.Join;
import dev.tidewater.plan.RelationPlan.Let;
import dev.tidewater.plan.RelationPlan.LetRef;
import dev.tidewater.plan.RelationPlan.Negate;
import dev.tidewater.plan.RelationPlan.Numbering;
import dev.tidewater.plan.RelationPlan.Project;
import dev.tidewater.plan.RelationPlan.Recursive;
import dev.tidewater.plan.RelationPlan.Reduce;
import dev.tidewater.plan.RelationPlan.SetCall;
import dev.tidewater.plan.RelationPlan.Threshold;
import dev.tidewater.plan.RelationPlan.TopK;
import dev.tidewater.plan.RelationPlan.Union;
import dev.tidewater.plan.RelationPlan.Window;
import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.SortKey;
import dev.tidewater.plan.TimeBound;
import dev.tidewater.testkit.reference.ReferenceRelation;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.RowLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Answers a plan from scratch with the operators of {@link ReferenceRelation}. */
final class ReferenceEvaluator implements RelationPlan.Visitor<ReferenceRelation> {
  private final Map<Long, ReferenceRelation> inputs;
  private final long time;
  private final Map<Integer, ReferenceRelation> lets = new HashMap<>();

  /** How often each error occurs. */
  private final Map<ErrorCode, Long> errors = new LinkedHashMap<>();

  /**
   * @param time what mz_now() is
   */
  ReferenceEvaluator(Map<Long, ReferenceRelation> inputs, long time) {
    this.inputs = inputs;
    this.time = time;
  }

  Map<ErrorCode, Long> errors() {
    errors.values().removeIf(count -> count == 0);
    return errors;
  }

  @Override
  public ReferenceRelation visitGet(Get plan) {
    return inputs.getOrDefault(plan.collection(), ReferenceRelation.empty());
  }

  @Override
  public ReferenceRelation visitConstant(Constant plan) {
    ReferenceRelation result = ReferenceRelation.empty();
    for (RelationPlan.ConstantRow row : plan.rows()) {
      result = result.plus(one(Arrays.asList(row.values()), row.diff()));
    }
    return result;
  }

  private static ReferenceRelation one(List<@Nullable Object> row, long diff) {
    return ReferenceRelation.of(Collections.singletonMap(row, diff));
  }

  private ReferenceRelation withoutErrors(
      ReferenceRelation input, java.util.function.Consumer<List<@Nullable Object>> probe) {
    return input.where(
        row -> {
          try {
            probe.accept(row);
            return true;
          } catch (TidewaterException e) {
            errors.merge(e.code(), Objects.requireNonNull(input.rows().get(row)), Long::sum);
            return false;
          }
        });
  }

  @Override
  public ReferenceRelation visitFilter(Filter plan) {
    ReferenceRelation input = plan.input().accept(this);
    return withoutErrors(input, row -> Interpreter.evaluate(plan.predicate(), row))
        .where(row -> Interpreter.isTrue(plan.predicate(), row));
  }

  @Override
  public ReferenceRelation visitProject(Project plan) {
    ReferenceRelation input = plan.input().accept(this);
    return withoutErrors(input, row -> evaluateAll(plan.outputs(), row))
        .select(row -> evaluateAll(plan.outputs(), row));
  }

  private static List<@Nullable Object> evaluateAll(
      List<ScalarExpr> exprs, List<@Nullable Object> row) {
    List<@Nullable Object> values = new ArrayList<>();
    exprs.forEach(e -> values.add(Interpreter.evaluate(e, row)));
    return values;
  }

  /** Knows {@code generate_series} of two bigints, and with a step. */
  @Override
  public ReferenceRelation visitFlatMap(FlatMap plan) {
    ReferenceRelation input = plan.input().accept(this);
    ReferenceRelation result = ReferenceRelation.empty();
    for (List<@Nullable Object> row :
        withoutErrors(input, row -> lockstep(plan, row)).rows().keySet()) {
      for (List<@Nullable Object> values : lockstep(plan, row)) {
        List<@Nullable Object> extended = new ArrayList<>(row);
        extended.addAll(values);
        result = result.plus(one(extended, Objects.requireNonNull(input.rows().get(row))));
      }
    }
    return result;
  }

  private static List<List<@Nullable Object>> lockstep(FlatMap plan, List<@Nullable Object> row) {
    List<List<Long>> sets = plan.calls().stream().map(call -> series(call, row)).toList();
    int most = sets.stream().mapToInt(List::size).max().orElse(0);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      List<@Nullable Object> values = new ArrayList<>();
      for (List<Long> set : sets) {
        values.add(i < set.size() ? set.get(i) : null);
      }
      if (plan.numbering() == Numbering.ORDINALITY) {
        values.add(i + 1L);
      }
      rows.add(values);
    }
    return rows;
  }

  private static List<Long> series(SetCall call, List<@Nullable Object> row) {
    List<@Nullable Object> args = evaluateAll(call.args(), row);
    List<Long> values = new ArrayList<>();
    if (!args.contains(null)) {
      long step = args.size() > 2 ? (Long) Objects.requireNonNull(args.get(2)) : 1;
      if (step == 0) {
        throw new TidewaterException(ErrorCode.INVALID_PARAMETER_VALUE, "no step");
      }
      long last = (Long) Objects.requireNonNull(args.get(1));
      for (long v = (Long) Objects.requireNonNull(args.get(0));
          step > 0 ? v <= last : v >= last;
          v += step) {
        values.add(v);
      }
    }
    return values;
  }

  @Override
  public ReferenceRelation visitUnion(Union plan) {
    ReferenceRelation result = ReferenceRelation.empty();
    for (RelationPlan input : plan.inputs()) {
      result = result.plus(input.accept(this));
    }
    return result;
  }

  @Override
  public ReferenceRelation visitNegate(Negate plan) {
    return plan.input().accept(this).negated();
  }

  @Override
  public ReferenceRelation visitThreshold(Threshold plan) {
    return plan.input().accept(this).threshold();
  }

  @Override
  public ReferenceRelation visitJoin(Join plan) {
    ReferenceRelation left = plan.left().accept(this);
    ReferenceRelation right = plan.right().accept(this);
    ReferenceRelation matched = left.semiJoin(right, (l, r) -> keysMeet(plan, l, r));
    return switch (plan.kind()) {
      case INNER -> pairs(plan, left, right);
      case LEFT ->
          pairs(plan, left, right)
              .plus(
                  left.plus(matched.negated())
                      .select(row -> extended(row, plan.right().type().arity())));
      case SEMI -> matched;
      case ANTI -> left.plus(matched.negated());
    };
  }

  private static ReferenceRelation pairs(
      Join plan, ReferenceRelation left, ReferenceRelation right) {
    ReferenceRelation pairs = left.join(right, (l, r) -> keysMeet(plan, l, r));
    ScalarExpr residual = plan.residual();
    return residual == null ? pairs : pairs.where(row -> Interpreter.isTrue(residual, row));
  }

  private static boolean keysMeet(
      Join plan, List<@Nullable Object> left, List<@Nullable Object> right) {
    for (int i = 0; i < plan.leftKeys().size(); i++) {
      Object l = Interpreter.evaluate(plan.leftKeys().get(i), left);
      Object r = Interpreter.evaluate(plan.rightKeys().get(i), right);
      if (l == null || !l.equals(r)) {
        return false;
      }
    }
    return true;
  }

  private static List<@Nullable Object> extended(List<@Nullable Object> row, int nulls) {
    List<@Nullable Object> result = new ArrayList<>(row);
    result.addAll(Collections.nCopies(nulls, null));
    return result;
  }

  @Override
  public ReferenceRelation visitReduce(Reduce plan) {
    ReferenceRelation input = plan.input().accept(this);
    if (plan.aggregates().isEmpty() && !plan.keys().isEmpty()) {
      return input.select(row -> evaluateAll(plan.keys(), row)).distinct();
    }
    return input.groupBy(
        row -> evaluateAll(plan.keys(), row),
        members -> {
          try {
            List<@Nullable Object> values = new ArrayList<>();
            plan.aggregates().forEach(a -> values.add(aggregate(a, members)));
            return Optional.of(values);
          } catch (TidewaterException e) {
            errors.merge(e.code(), 1L, Long::sum);
            return Optional.empty();
          }
        },
        plan.keys().isEmpty() ? List.of() : null);
  }

  private static List<ScalarExpr> argumentsAndOrder(Aggregate aggregate) {
    List<ScalarExpr> all = new ArrayList<>(aggregate.args());
    aggregate.order().forEach(key -> all.add(key.value()));
    return all;
  }

  private static @Nullable Object aggregate(Aggregate aggregate, ReferenceRelation members) {
    Predicate<List<@Nullable Object>> passes =
        row -> {
          ScalarExpr filter = aggregate.filter();
          return filter == null || Interpreter.isTrue(filter, row);
        };
    ReferenceRelation arguments =
        members.where(passes).select(row -> evaluateAll(argumentsAndOrder(aggregate), row));
    return ReferenceAggregates.evaluate(
        aggregate, aggregate.distinct() ? arguments.distinct() : arguments);
  }

  @Override
  public ReferenceRelation visitTopK(TopK plan) {
    Comparator<List<@Nullable Object>> order =
        order(plan.order()).thenComparing(wholeRow(plan.input().type(), plan.groupColumns()));
    return plan.input()
        .accept(this)
        .topK(
            row -> plan.groupColumns().stream().map(row::get).toList(),
            order,
            plan.limit().orElse(Long.MAX_VALUE),
            plan.offset());
  }

  private static Comparator<List<@Nullable Object>> order(List<SortKey> keys) {
    Comparator<List<@Nullable Object>> order = Comparator.comparing(row -> 0);
    for (SortKey key : keys) {
      order = order.thenComparing(row -> row.get(key.column()), comparator(key));
    }
    return order;
  }

  private static Comparator<List<@Nullable Object>> wholeRow(
      RelationType type, List<Integer> keyColumns) {
    RowLayout layout = Destination.layoutOf(type, keyColumns);
    return Comparator.comparing(row -> layout.encode(row.toArray()), Arrays::compareUnsigned);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Comparator<@Nullable Object> comparator(SortKey key) {
    Comparator<Object> values = (a, b) -> ((Comparable) a).compareTo(b);
    Comparator<Object> directed =
        key.direction() == SortKey.Direction.ASCENDING ? values : values.reversed();
    return key.nulls() == SortKey.Nulls.FIRST
        ? Comparator.nullsFirst(directed)
        : Comparator.nullsLast(directed);
  }

  @Override
  public ReferenceRelation visitWindow(Window plan) {
    ReferenceRelation input = plan.input().accept(this);
    Map<List<@Nullable Object>, List<List<@Nullable Object>>> partitions = new LinkedHashMap<>();
    input
        .rows()
        .forEach(
            (row, count) -> {
              List<@Nullable Object> key = plan.partitionColumns().stream().map(row::get).toList();
              for (long copy = 0; copy < count; copy++) {
                partitions.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
              }
            });
    Comparator<List<@Nullable Object>> order = order(plan.order());
    ReferenceRelation result = ReferenceRelation.empty();
    for (List<List<@Nullable Object>> rows : partitions.values()) {
      rows.sort(order.thenComparing(wholeRow(plan.input().type(), plan.partitionColumns())));
      ReferenceWindow window = new ReferenceWindow(rows, order);
      try {
        List<List<@Nullable Object>> extended = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
          extended.add(window.extended(row, plan));
        }
        for (List<@Nullable Object> row : extended) {
          result = result.plus(one(row, 1));
        }
      } catch (TidewaterException e) {
        errors.merge(e.code(), 1L, Long::sum);
      }
    }
    return result;
  }

  @Override
  public ReferenceRelation visitTemporalFilter(RelationPlan.TemporalFilter plan) {
    return plan.input()
        .accept(this)
        .where(row -> plan.bounds().stream().allMatch(bound -> isWithin(bound, row)));
  }

  private boolean isWithin(TimeBound bound, List<@Nullable Object> row) {
    Long at = (Long) Interpreter.evaluate(bound.time(), row);
    if (at == null) {
      return false;
    }
    return switch (bound.kind()) {
      case FROM -> time >= at;
      case AFTER -> time > at;
      case UNTIL -> time < at;
      case THROUGH -> time <= at;
    };
  }

  @Override
  public ReferenceRelation visitLet(Let plan) {
    lets.put(plan.id(), plan.value().accept(this));
    return plan.body().accept(this);
  }

  @Override
  public ReferenceRelation visitLetRef(LetRef plan) {
    return Objects.requireNonNull(lets.get(plan.id()));
  }

  @Override
  public ReferenceRelation visitRecursive(Recursive plan) {
    Map<ErrorCode, Long> before = new LinkedHashMap<>(errors);
    plan.bindings().forEach(b -> lets.put(b.id(), ReferenceRelation.empty()));
    for (long round = 0; round < plan.limit().rounds(); round++) {
      errors.clear();
      errors.putAll(before);
      boolean changed = false;
      for (Binding binding : plan.bindings()) {
        ReferenceRelation value = binding.value().accept(this);
        changed |= !value.equals(lets.put(binding.id(), value));
      }
      if (!changed) {
        return plan.body().accept(this);
      }
    }
    if (plan.limit().atLimit() == AtLimit.FAIL) {
      errors.merge(ErrorCode.STATEMENT_TOO_COMPLEX, 1L, Long::sum);
    }
    return plan.body().accept(this);
  }
}
