package dev.tidewater.engine.dataflow;

import static dev.tidewater.engine.dataflow.Plans.aggregate;
import static dev.tidewater.engine.dataflow.Plans.column;
import static dev.tidewater.engine.dataflow.Plans.columns;
import static dev.tidewater.engine.dataflow.Plans.distinct;
import static dev.tidewater.engine.dataflow.Plans.filter;
import static dev.tidewater.engine.dataflow.Plans.join;
import static dev.tidewater.engine.dataflow.Plans.left;
import static dev.tidewater.engine.dataflow.Plans.less;
import static dev.tidewater.engine.dataflow.Plans.number;
import static dev.tidewater.engine.dataflow.Plans.plus;
import static dev.tidewater.engine.dataflow.Plans.project;
import static dev.tidewater.engine.dataflow.Plans.reduce;
import static dev.tidewater.engine.dataflow.Plans.right;

import dev.tidewater.engine.dataflow.LawHarness.Step;
import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.RelationPlan.AtLimit;
import dev.tidewater.plan.RelationPlan.Binding;
import dev.tidewater.plan.RelationPlan.JoinKind;
import dev.tidewater.plan.RelationPlan.LetRef;
import dev.tidewater.plan.RelationPlan.RecursionLimit;
import dev.tidewater.plan.RelationPlan.Recursive;
import dev.tidewater.plan.RelationPlan.Threshold;
import dev.tidewater.plan.RelationPlan.TopK;
import dev.tidewater.plan.RelationPlan.Union;
import dev.tidewater.plan.SortKey;
import dev.tidewater.plan.SortKey.Direction;
import dev.tidewater.plan.SortKey.Nulls;
import dev.tidewater.types.ScalarType;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The law of the engine for recursion. */
class RecursionLawPropertyTest {
  private static final int TRIES = 100;
  private static final int PATHS = 7;
  private static final int OTHERS = 8;

  @Provide
  Arbitrary<List<Step>> steps() {
    return LawHarness.steps();
  }

  private static RelationPlan distinctOf(RelationPlan plan) {
    int[] all = new int[plan.type().arity()];
    for (int i = 0; i < all.length; i++) {
      all[i] = i;
    }
    return reduce(plan, columns(plan, all), List.of());
  }

  /** Rows that are there less often than not could make a recursion swing for ever. */
  private static RelationPlan edges(RelationPlan of) {
    RelationPlan pairs = project(of, columns(of, 0, 1));
    return new Threshold(pairs, pairs.type());
  }

  private static Union union(RelationPlan... plans) {
    return new Union(List.of(plans), plans[0].type());
  }

  private static RelationPlan recursive(RelationPlan body, Binding... bindings) {
    return new Recursive(List.of(bindings), body, RecursionLimit.DEFAULT);
  }

  /** Pairs (a, c) with (a, b) in the one and (b, c) in the other; for other kinds (a, b). */
  private static RelationPlan composed(JoinKind kind, RelationPlan one, RelationPlan other) {
    RelationPlan joined = join(kind, one, other, columns(one, 1), columns(other, 0), null);
    return kind == JoinKind.SEMI || kind == JoinKind.ANTI
        ? joined
        : project(joined, columns(joined, 0, kind == JoinKind.LEFT ? 1 : 3));
  }

  @Property(tries = TRIES)
  void reachesWhatCanBeReached(@ForAll("steps") List<Step> steps) {
    LetRef paths = new LetRef(PATHS, edges(left()).type());
    RelationPlan value =
        distinctOf(union(edges(left()), composed(JoinKind.INNER, paths, edges(left()))));
    LawHarness.check(recursive(new LetRef(PATHS, value.type()), new Binding(PATHS, value)), steps);
  }

  @Property(tries = TRIES)
  void joinsTheResultWithItself(@ForAll("steps") List<Step> steps) {
    LetRef paths = new LetRef(PATHS, edges(left()).type());
    RelationPlan value = distinctOf(union(edges(left()), composed(JoinKind.INNER, paths, paths)));
    LawHarness.check(
        recursive(
            composed(JoinKind.ANTI, new LetRef(PATHS, value.type()), edges(right())),
            new Binding(PATHS, value)),
        steps);
  }

  @Property(tries = TRIES)
  void countsUpWithEveryCopy(
      @ForAll("steps") List<Step> steps, @ForAll @IntRange(min = 1, max = 5) int most) {
    RelationPlan begin = project(left(), columns(left(), 1));
    LetRef numbers = new LetRef(PATHS, begin.type());
    RelationPlan next =
        project(
            filter(numbers, less(column(numbers, 0), number(most))),
            List.of(plus(column(numbers, 0), number(1))));
    RelationPlan value = union(begin, next);
    LawHarness.check(recursive(new LetRef(PATHS, value.type()), new Binding(PATHS, value)), steps);
  }

  @Property(tries = TRIES)
  void bindingsReferToOneAnother(@ForAll("steps") List<Step> steps) {
    LetRef odd = new LetRef(PATHS, edges(left()).type());
    LetRef even = new LetRef(OTHERS, edges(left()).type());
    RelationPlan oddValue =
        distinctOf(union(edges(left()), composed(JoinKind.INNER, even, edges(left()))));
    RelationPlan evenValue = distinctOf(composed(JoinKind.INNER, odd, edges(right())));
    LawHarness.check(
        recursive(union(odd, even), new Binding(PATHS, oddValue), new Binding(OTHERS, evenValue)),
        steps);
  }

  @Property(tries = TRIES)
  void keepsTheBestOfEachGroup(@ForAll("steps") List<Step> steps, @ForAll Direction direction) {
    LetRef best = new LetRef(PATHS, edges(left()).type());
    RelationPlan all =
        distinctOf(union(edges(left()), composed(JoinKind.INNER, best, edges(left()))));
    RelationPlan value =
        new TopK(
            all,
            List.of(0),
            List.of(new SortKey(1, direction, Nulls.LAST)),
            OptionalLong.of(2),
            0,
            all.type());
    LawHarness.check(limited(value, AtLimit.RETURN, 6), steps);
  }

  @Property(tries = TRIES)
  void aggregatesInEachRound(@ForAll("steps") List<Step> steps, @ForAll AtLimit atLimit) {
    LetRef sums = new LetRef(PATHS, edges(left()).type());
    RelationPlan all = union(edges(left()), composed(JoinKind.INNER, edges(right()), sums));
    RelationPlan value =
        reduce(
            all, columns(all, 0), List.of(aggregate("max(int8)", ScalarType.INT8, column(all, 1))));
    RelationPlan plain = project(value, columns(value, 0, 1));
    LawHarness.check(limited(plain, atLimit, 5), steps);
  }

  @Property(tries = TRIES)
  void stopsAtTheLimit(
      @ForAll("steps") List<Step> steps,
      @ForAll AtLimit atLimit,
      @ForAll JoinKind kind,
      @ForAll @IntRange(min = 1, max = 4) int rounds) {
    LetRef paths = new LetRef(PATHS, edges(left()).type());
    RelationPlan value = union(edges(left()), composed(kind, edges(right()), paths));
    LawHarness.check(limited(value, atLimit, rounds), steps);
  }

  private static RelationPlan limited(RelationPlan value, AtLimit atLimit, int rounds) {
    return new Recursive(
        List.of(new Binding(PATHS, value)),
        new LetRef(PATHS, value.type()),
        new RecursionLimit(rounds, atLimit));
  }

  @Property(tries = TRIES)
  void countsDistinctWithoutKeys(@ForAll("steps") List<Step> steps) {
    LetRef counts = new LetRef(PATHS, project(left(), columns(left(), 1)).type());
    RelationPlan all =
        union(project(left(), columns(left(), 1)), project(counts, columns(counts, 0)));
    RelationPlan count =
        reduce(
            all,
            List.of(),
            List.of(distinct(aggregate("count(int8)", ScalarType.INT8, column(all, 0)))));
    LawHarness.check(limited(count, AtLimit.RETURN, 4), steps);
  }
}
