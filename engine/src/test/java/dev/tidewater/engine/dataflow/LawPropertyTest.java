package dev.tidewater.engine.dataflow;

import static dev.tidewater.engine.dataflow.Plans.aggregate;
import static dev.tidewater.engine.dataflow.Plans.arrayOf;
import static dev.tidewater.engine.dataflow.Plans.column;
import static dev.tidewater.engine.dataflow.Plans.columns;
import static dev.tidewater.engine.dataflow.Plans.distinct;
import static dev.tidewater.engine.dataflow.Plans.filter;
import static dev.tidewater.engine.dataflow.Plans.filtered;
import static dev.tidewater.engine.dataflow.Plans.join;
import static dev.tidewater.engine.dataflow.Plans.left;
import static dev.tidewater.engine.dataflow.Plans.less;
import static dev.tidewater.engine.dataflow.Plans.number;
import static dev.tidewater.engine.dataflow.Plans.ordered;
import static dev.tidewater.engine.dataflow.Plans.plus;
import static dev.tidewater.engine.dataflow.Plans.project;
import static dev.tidewater.engine.dataflow.Plans.reduce;
import static dev.tidewater.engine.dataflow.Plans.right;

import dev.tidewater.engine.dataflow.LawHarness.Step;
import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.RelationPlan.Constant;
import dev.tidewater.plan.RelationPlan.ConstantRow;
import dev.tidewater.plan.RelationPlan.JoinKind;
import dev.tidewater.plan.RelationPlan.Let;
import dev.tidewater.plan.RelationPlan.LetRef;
import dev.tidewater.plan.RelationPlan.Negate;
import dev.tidewater.plan.RelationPlan.Numbering;
import dev.tidewater.plan.RelationPlan.SetCall;
import dev.tidewater.plan.RelationPlan.Threshold;
import dev.tidewater.plan.RelationPlan.TopK;
import dev.tidewater.plan.RelationPlan.Union;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.Literal;
import dev.tidewater.plan.SortExpr;
import dev.tidewater.plan.SortKey;
import dev.tidewater.plan.SortKey.Direction;
import dev.tidewater.plan.SortKey.Nulls;
import dev.tidewater.types.Decimal;
import dev.tidewater.types.ScalarType;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/**
 * The law of the engine: after each step, the accumulated output is the plan's answer from scratch
 * on the accumulated input, however the input was cut, with retractions.
 */
class LawPropertyTest {
  private static final int TRIES = 100;

  @Provide
  Arbitrary<List<Step>> steps() {
    return LawHarness.steps();
  }

  @Property(tries = TRIES)
  void filters(@ForAll("steps") List<Step> steps) {
    LawHarness.check(filter(left(), less(column(left(), 0), column(left(), 1))), steps);
  }

  @Property(tries = TRIES)
  void projectWithErrors(@ForAll("steps") List<Step> steps) {
    ScalarExpr quotient =
        Plans.call("/(int8,int8)", ScalarType.INT8, column(left(), 1), column(left(), 0));
    LawHarness.check(project(left(), List.of(quotient, column(left(), 2))), steps);
  }

  @Property(tries = TRIES)
  void projectUsedTwice(@ForAll("steps") List<Step> steps) {
    RelationPlan sums =
        project(left(), List.of(plus(column(left(), 0), column(left(), 1)), column(left(), 1)));
    LawHarness.check(
        filter(
            project(sums, List.of(plus(column(sums, 0), column(sums, 0)), column(sums, 0))),
            less(column(sums, 1), number(3))),
        steps);
  }

  @Property(tries = TRIES)
  void flatMap(@ForAll("steps") List<Step> steps) {
    LawHarness.check(
        Plans.flatMap(
            left(),
            "generate_series(int8,int8)",
            ScalarType.INT8,
            column(left(), 0),
            column(left(), 1)),
        steps);
  }

  @Property(tries = TRIES)
  void flatMapOfSeveralFunctionsSideBySide(@ForAll("steps") List<Step> steps) {
    SetCall one =
        new SetCall("generate_series(int8,int8)", List.of(number(0), column(left(), 0)), 1);
    SetCall other =
        new SetCall(
            "generate_series(int8,int8,int8)",
            List.of(column(left(), 1), number(-3), number(-1)),
            1);
    LawHarness.check(Plans.flatMap(left(), Numbering.ORDINALITY, one, other), steps);
    LawHarness.check(Plans.flatMap(left(), Numbering.NONE, other, one), steps);
  }

  @Property(tries = TRIES)
  void flatMapWithErrorsBetweenOthers(@ForAll("steps") List<Step> steps) {
    RelationPlan series =
        Plans.flatMap(
            filter(left(), less(number(0), column(left(), 1))),
            "generate_series(int8,int8,int8)",
            ScalarType.INT8,
            number(6),
            column(left(), 1),
            column(left(), 0));
    LawHarness.check(
        reduce(
            series,
            columns(series, 2, 6),
            List.of(
                aggregate("count(*)", ScalarType.INT8),
                aggregate("max(float8)", ScalarType.FLOAT8, column(series, 4)))),
        steps);
  }

  @Property(tries = TRIES)
  void unionNegateThreshold(@ForAll("steps") List<Step> steps) {
    RelationPlan l = project(left(), columns(left(), 0, 2));
    RelationPlan r = project(right(), columns(right(), 0, 2));
    LawHarness.check(
        new Threshold(new Union(List.of(l, new Negate(r, r.type())), l.type()), l.type()), steps);
  }

  @Property(tries = TRIES)
  void constantInUnion(@ForAll("steps") List<Step> steps) {
    RelationPlan l = project(left(), columns(left(), 0, 2));
    Constant constant =
        new Constant(
            List.of(
                new ConstantRow(new @Nullable Object[] {1L, "x"}, 2),
                new ConstantRow(new @Nullable Object[] {null, null}, 1)),
            l.type());
    LawHarness.check(new Union(List.of(constant, l), l.type()), steps);
  }

  @Property(tries = TRIES)
  void joins(@ForAll("steps") List<Step> steps, @ForAll JoinKind kind) {
    LawHarness.check(
        join(kind, left(), right(), columns(left(), 0), columns(right(), 0), null), steps);
  }

  @Property(tries = TRIES)
  void joinsOnTextAndNumber(@ForAll("steps") List<Step> steps, @ForAll JoinKind kind) {
    LawHarness.check(
        join(kind, left(), right(), columns(left(), 2, 1), columns(right(), 2, 1), null), steps);
  }

  @Property(tries = TRIES)
  void joinsOnExpressions(@ForAll("steps") List<Step> steps, @ForAll JoinKind kind) {
    RelationPlan joined =
        join(
            kind,
            filter(left(), less(column(left(), 1), number(4))),
            right(),
            List.of(plus(column(left(), 0), number(1)), column(left(), 1)),
            List.of(column(right(), 1), column(right(), 1)),
            null);
    LawHarness.check(project(joined, columns(joined, 2, 1)), steps);
  }

  @Property(tries = TRIES)
  void joinWithResidual(@ForAll("steps") List<Step> steps) {
    RelationPlan pairs =
        join(JoinKind.INNER, left(), right(), columns(left(), 1), columns(right(), 1), null);
    ScalarExpr residual = less(column(pairs, 0), column(pairs, 6));
    LawHarness.check(
        join(JoinKind.INNER, left(), right(), columns(left(), 1), columns(right(), 1), residual),
        steps);
  }

  @Property(tries = TRIES)
  void crossJoin(@ForAll("steps") List<Step> steps, @ForAll JoinKind kind) {
    LawHarness.check(join(kind, left(), right(), List.of(), List.of(), null), steps);
  }

  @Property(tries = TRIES)
  void selfJoinThroughLet(@ForAll("steps") List<Step> steps) {
    RelationPlan value = filter(left(), less(column(left(), 1), number(3)));
    LetRef ref = new LetRef(7, value.type());
    LawHarness.check(
        new Let(7, value, join(JoinKind.LEFT, ref, ref, columns(ref, 0), columns(ref, 1), null)),
        steps);
  }

  @Property(tries = TRIES)
  void distinctRows(@ForAll("steps") List<Step> steps) {
    LawHarness.check(reduce(left(), columns(left(), 0, 2), List.of()), steps);
  }

  @Property(tries = TRIES)
  void accumulableAggregates(@ForAll("steps") List<Step> steps) {
    LawHarness.check(
        reduce(
            left(),
            columns(left(), 2),
            List.of(
                aggregate("count(*)", ScalarType.INT8),
                aggregate("count(int8)", ScalarType.INT8, column(left(), 0)),
                aggregate("sum(int8)", ScalarType.NUMERIC, column(left(), 0)),
                aggregate("sum(numeric)", ScalarType.NUMERIC, column(left(), 3)),
                aggregate("avg(int8)", ScalarType.NUMERIC, column(left(), 1)),
                aggregate("sum(float8)", ScalarType.FLOAT8, column(left(), 4)),
                aggregate("avg(float8)", ScalarType.FLOAT8, column(left(), 4)),
                aggregate("bool_and(boolean)", ScalarType.BOOLEAN, column(left(), 5)),
                aggregate("bool_or(boolean)", ScalarType.BOOLEAN, column(left(), 5)))),
        steps);
  }

  @Property(tries = TRIES)
  void aggregatesWithoutKeys(@ForAll("steps") List<Step> steps) {
    LawHarness.check(
        reduce(
            left(),
            List.of(),
            List.of(
                aggregate("count(*)", ScalarType.INT8),
                aggregate("sum(int8)", ScalarType.NUMERIC, column(left(), 1)),
                aggregate("max(text)", ScalarType.TEXT, column(left(), 2)))),
        steps);
  }

  @Property(tries = TRIES)
  void sumThatOverflowsIsAnError(@ForAll("steps") List<Step> steps) {
    ScalarExpr huge =
        Plans.call("+(int8,int8)", ScalarType.INT8, number(Long.MAX_VALUE - 10), column(left(), 1));
    LawHarness.check(
        reduce(left(), columns(left(), 2), List.of(aggregate("sum(int8)", ScalarType.INT8, huge))),
        steps);
  }

  @Property(tries = TRIES)
  void minAndMax(@ForAll("steps") List<Step> steps) {
    LawHarness.check(
        reduce(
            left(),
            columns(left(), 1),
            List.of(
                aggregate("min(int8)", ScalarType.INT8, column(left(), 0)),
                aggregate("max(text)", ScalarType.TEXT, column(left(), 2)),
                aggregate("max(numeric)", ScalarType.NUMERIC, column(left(), 3)),
                aggregate("min(float8)", ScalarType.FLOAT8, column(left(), 4)),
                aggregate("count(*)", ScalarType.INT8))),
        steps);
  }

  @Property(tries = TRIES)
  void distinctAndFilteredAggregates(@ForAll("steps") List<Step> steps) {
    ScalarExpr small = less(column(left(), 0), column(left(), 1));
    LawHarness.check(
        reduce(
            left(),
            columns(left(), 2),
            List.of(
                distinct(aggregate("count(int8)", ScalarType.INT8, column(left(), 0))),
                distinct(
                    filtered(aggregate("sum(int8)", ScalarType.NUMERIC, column(left(), 1)), small)),
                filtered(aggregate("count(*)", ScalarType.INT8), small),
                filtered(aggregate("min(int8)", ScalarType.INT8, column(left(), 1)), small),
                aggregate("sum(int8)", ScalarType.NUMERIC, column(left(), 1)))),
        steps);
  }

  @Property(tries = TRIES)
  void collectedAggregates(@ForAll("steps") List<Step> steps) {
    LawHarness.check(
        reduce(
            left(),
            columns(left(), 1),
            List.of(
                aggregate("array_agg(int8)", arrayOf(ScalarType.INT8), column(left(), 0)),
                distinct(aggregate("array_agg(text)", arrayOf(ScalarType.TEXT), column(left(), 2))),
                aggregate(
                    "string_agg(text,text)",
                    ScalarType.TEXT,
                    column(left(), 2),
                    column(left(), 2)))),
        steps);
  }

  @Property(tries = TRIES)
  void aggregatesInAnOrder(
      @ForAll("steps") List<Step> steps, @ForAll Direction direction, @ForAll Nulls nulls) {
    SortExpr byNumber = new SortExpr(column(left(), 0), direction, nulls);
    SortExpr byText = new SortExpr(column(left(), 2), Direction.DESCENDING, Nulls.LAST);
    LawHarness.check(
        reduce(
            left(),
            columns(left(), 1),
            List.of(
                ordered(
                    aggregate("array_agg(text)", arrayOf(ScalarType.TEXT), column(left(), 2)),
                    byNumber),
                ordered(
                    distinct(
                        aggregate("array_agg(int8)", arrayOf(ScalarType.INT8), column(left(), 0))),
                    byNumber),
                ordered(
                    aggregate(
                        "string_agg(text,text)",
                        ScalarType.TEXT,
                        column(left(), 2),
                        column(left(), 2)),
                    byText,
                    byNumber),
                ordered(
                    aggregate("mode(anyelement)", ScalarType.INT8, column(left(), 0)), byNumber),
                ordered(
                    aggregate(
                        "percentile_disc(float8,anyelement)",
                        ScalarType.INT8,
                        new Literal(0.5, ScalarType.FLOAT8),
                        column(left(), 0)),
                    byNumber),
                aggregate("any_value(anyelement)", ScalarType.TEXT, column(left(), 2)))),
        steps);
  }

  @Property(tries = TRIES)
  void statistics(@ForAll("steps") List<Step> steps) {
    LawHarness.check(
        reduce(
            left(),
            columns(left(), 1),
            List.of(
                aggregate("var_pop(int8)", ScalarType.NUMERIC, column(left(), 0)),
                aggregate("stddev_samp(int8)", ScalarType.NUMERIC, column(left(), 0)),
                aggregate("stddev_samp(numeric)", ScalarType.NUMERIC, column(left(), 3)),
                distinct(aggregate("var_pop(numeric)", ScalarType.NUMERIC, column(left(), 3))),
                aggregate("var_pop(float8)", ScalarType.FLOAT8, column(left(), 4)),
                aggregate(
                    "covar_samp(float8,float8)",
                    ScalarType.FLOAT8,
                    column(left(), 4),
                    column(left(), 4)))),
        steps);
  }

  @Property(tries = TRIES)
  void bitwiseAggregates(@ForAll("steps") List<Step> steps) {
    LawHarness.check(
        reduce(
            left(),
            columns(left(), 1),
            List.of(
                aggregate("bit_and(int8)", ScalarType.INT8, column(left(), 0)),
                aggregate("bit_or(int8)", ScalarType.INT8, column(left(), 0)),
                distinct(aggregate("bit_xor(int8)", ScalarType.INT8, column(left(), 0))))),
        steps);
  }

  @Property(tries = TRIES)
  void singleValue(@ForAll("steps") List<Step> steps) {
    LawHarness.check(
        reduce(
            left(),
            columns(left(), 1),
            List.of(aggregate("single_value(int8)", ScalarType.INT8, column(left(), 0)))),
        steps);
  }

  @Property(tries = TRIES)
  void topK(
      @ForAll("steps") List<Step> steps,
      @ForAll Direction direction,
      @ForAll Nulls nulls,
      @ForAll @IntRange(max = 3) int limit,
      @ForAll @IntRange(max = 2) int offset) {
    LawHarness.check(
        new TopK(
            left(),
            List.of(1),
            List.of(
                new SortKey(0, direction, nulls), new SortKey(2, Direction.DESCENDING, Nulls.LAST)),
            limit == 0 ? OptionalLong.empty() : OptionalLong.of(limit),
            offset,
            left().type()),
        steps);
  }

  @Property(tries = TRIES)
  void topKOfAll(@ForAll("steps") List<Step> steps, @ForAll @IntRange(max = 3) int limit) {
    RelationPlan top =
        new TopK(
            left(),
            List.of(),
            List.of(new SortKey(2, Direction.ASCENDING, Nulls.LAST)),
            OptionalLong.of(limit),
            0,
            left().type());
    LawHarness.check(project(top, columns(top, 2)), steps);
  }

  @Property(tries = TRIES)
  void reduceOverJoinOverReduce(@ForAll("steps") List<Step> steps) {
    RelationPlan counts =
        reduce(right(), columns(right(), 0), List.of(aggregate("count(*)", ScalarType.INT8)));
    RelationPlan joined =
        join(JoinKind.LEFT, left(), counts, columns(left(), 0), columns(counts, 0), null);
    LawHarness.check(
        reduce(
            filter(joined, less(column(joined, 1), number(5))),
            columns(joined, 7),
            List.of(
                aggregate("count(*)", ScalarType.INT8),
                aggregate("max(text)", ScalarType.TEXT, column(joined, 2)))),
        steps);
  }

  @Property(tries = TRIES)
  void wideSums(@ForAll("steps") List<Step> steps) {
    ScalarExpr wide =
        new ScalarExpr.Literal(
            Decimal.parse("12345678901234567890123456789.25"), ScalarType.numeric(38, 2));
    RelationPlan withWide = project(left(), List.of(column(left(), 1), wide));
    LawHarness.check(
        reduce(
            withWide,
            columns(withWide, 0),
            List.of(aggregate("sum(numeric)", ScalarType.NUMERIC, column(withWide, 1)))),
        steps);
  }
}
