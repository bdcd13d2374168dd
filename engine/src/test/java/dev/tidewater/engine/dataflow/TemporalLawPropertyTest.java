package dev.tidewater.engine.dataflow;

import static dev.tidewater.engine.dataflow.Plans.aggregate;
import static dev.tidewater.engine.dataflow.Plans.column;
import static dev.tidewater.engine.dataflow.Plans.columns;
import static dev.tidewater.engine.dataflow.Plans.join;
import static dev.tidewater.engine.dataflow.Plans.left;
import static dev.tidewater.engine.dataflow.Plans.number;
import static dev.tidewater.engine.dataflow.Plans.plus;
import static dev.tidewater.engine.dataflow.Plans.project;
import static dev.tidewater.engine.dataflow.Plans.reduce;
import static dev.tidewater.engine.dataflow.Plans.right;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.engine.dataflow.LawHarness.Step;
import dev.tidewater.engine.function.SessionFunctions;
import dev.tidewater.engine.scalar.VectorScalarCompiler;
import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.RelationPlan.JoinKind;
import dev.tidewater.plan.RelationPlan.TemporalFilter;
import dev.tidewater.plan.TimeBound;
import dev.tidewater.plan.TimeBound.Kind;
import dev.tidewater.types.Decimal;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.zset.BatchBuilder;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The law of the engine for rows that come and go with time. */
class TemporalLawPropertyTest {
  private static final int TRIES = 200;

  @Provide
  Arbitrary<List<Step>> steps() {
    return LawHarness.steps();
  }

  private static RelationPlan filter(RelationPlan input, TimeBound... bounds) {
    return new TemporalFilter(input, List.of(bounds), input.type());
  }

  @Property(tries = TRIES)
  void oneBound(@ForAll("steps") List<Step> steps, @ForAll Kind kind) {
    LawHarness.check(filter(left(), new TimeBound(kind, column(left(), 0))), steps);
  }

  @Property(tries = TRIES)
  void severalBounds(@ForAll("steps") List<Step> steps, @ForAll Kind one, @ForAll Kind other) {
    RelationPlan filtered =
        filter(
            left(),
            new TimeBound(one, column(left(), 1)),
            new TimeBound(other, plus(column(left(), 0), number(1))),
            new TimeBound(Kind.UNTIL, number(4)));
    LawHarness.check(project(filtered, columns(filtered, 2, 1)), steps);
  }

  @Property(tries = TRIES)
  void whatComesAndGoesIsAggregatedAndJoined(@ForAll("steps") List<Step> steps) {
    RelationPlan recent =
        filter(
            left(),
            new TimeBound(Kind.FROM, column(left(), 1)),
            new TimeBound(Kind.THROUGH, plus(column(left(), 1), number(1))));
    RelationPlan counts =
        reduce(recent, columns(recent, 0), List.of(aggregate("count(*)", ScalarType.INT8)));
    LawHarness.check(
        join(JoinKind.LEFT, right(), counts, columns(right(), 0), columns(counts, 0), null), steps);
  }

  @Example
  void forgetsRowsThatHaveGone() {
    RelationPlan plan = filter(left(), new TimeBound(Kind.UNTIL, column(left(), 1)));
    RowLayout layout = Destination.layoutOf(Plans.ROW, List.of());
    Dataflow dataflow =
        new DataflowBuilder(id -> layout, new VectorScalarCompiler(SessionFunctions.NONE))
            .build(plan);
    for (long time = 0; time < 1_000; time++) {
      byte[] row =
          layout.encode(new Object[] {time, time + 10, "x", Decimal.parse("0.00"), 0.0, true});
      BatchBuilder builder = new BatchBuilder();
      builder.add(row, 0, row.length, 0, 1);
      dataflow.goTo(time);
      dataflow.step(Map.of(Plans.LEFT, builder.build()));
      while (dataflow.maintain(1_000)) {
        // Tidies up all there is.
      }
      assertThat(dataflow.nextTime()).isEqualTo(Math.max(10, time + 1));
    }
    assertThat(dataflow.statistics().get(dataflow.statistics().size() - 1).updates())
        .isLessThan(100);
  }
}
