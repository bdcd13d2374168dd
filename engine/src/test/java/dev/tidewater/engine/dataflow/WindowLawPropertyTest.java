package dev.tidewater.engine.dataflow;

import static dev.tidewater.engine.dataflow.Plans.column;
import static dev.tidewater.engine.dataflow.Plans.left;
import static dev.tidewater.engine.dataflow.Plans.number;
import static dev.tidewater.engine.dataflow.Plans.plus;

import dev.tidewater.engine.dataflow.LawHarness.Step;
import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.RelationPlan.Window;
import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.RelationType.ColumnType;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.Literal;
import dev.tidewater.plan.SortKey;
import dev.tidewater.plan.SortKey.Direction;
import dev.tidewater.plan.SortKey.Nulls;
import dev.tidewater.plan.WindowFrame;
import dev.tidewater.plan.WindowFrame.Bound;
import dev.tidewater.plan.WindowFrame.BoundKind;
import dev.tidewater.plan.WindowFrame.Exclusion;
import dev.tidewater.plan.WindowFrame.Unit;
import dev.tidewater.plan.WindowFunction;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** The law of the engine for window functions. */
class WindowLawPropertyTest {
  private static final int TRIES = 100;
  private static final SortKey BY_NUMBER = new SortKey(0, Direction.ASCENDING, Nulls.LAST);

  @Provide
  Arbitrary<List<Step>> steps() {
    return LawHarness.steps();
  }

  private static RelationPlan window(
      List<Integer> partition, List<SortKey> order, WindowFunction... functions) {
    List<ColumnType> columns = new ArrayList<>(left().type().columns());
    for (WindowFunction function : functions) {
      columns.add(new ColumnType(function.type(), function.nullable()));
    }
    return new Window(left(), partition, order, List.of(functions), new RelationType(columns));
  }

  private static WindowFunction ranking(String name, SqlType type) {
    return new WindowFunction(
        name + "()", List.of(), null, WindowFrame.toCurrentRow(), type, false);
  }

  private static WindowFunction over(
      WindowFrame frame, String function, SqlType type, ScalarExpr... args) {
    return new WindowFunction(function, List.of(args), null, frame, type, true);
  }

  private static WindowFunction count(WindowFrame frame, @Nullable ScalarExpr filter) {
    return new WindowFunction("count(*)", List.of(), filter, frame, ScalarType.INT8, false);
  }

  private static ScalarExpr small(int value) {
    return new Literal(value, ScalarType.INT4);
  }

  private static Bound bound(BoundKind kind, @Nullable ScalarExpr offset) {
    boolean counted = kind == BoundKind.PRECEDING || kind == BoundKind.FOLLOWING;
    return new Bound(kind, counted ? offset : null);
  }

  @Property(tries = TRIES)
  void ranks(@ForAll("steps") List<Step> steps, @ForAll Direction direction, @ForAll Nulls nulls) {
    LawHarness.check(
        window(
            List.of(2),
            List.of(new SortKey(0, direction, nulls)),
            ranking("row_number", ScalarType.INT8),
            ranking("rank", ScalarType.INT8),
            ranking("dense_rank", ScalarType.INT8),
            ranking("percent_rank", ScalarType.FLOAT8),
            ranking("cume_dist", ScalarType.FLOAT8)),
        steps);
  }

  @Property(tries = TRIES)
  void shifts(@ForAll("steps") List<Step> steps, @ForAll @IntRange(min = -2, max = 3) int by) {
    WindowFrame frame = WindowFrame.toCurrentRow();
    ScalarExpr text = column(left(), 2);
    LawHarness.check(
        window(
            List.of(0),
            List.of(new SortKey(1, Direction.DESCENDING, Nulls.FIRST)),
            over(frame, "lag(anyelement)", ScalarType.TEXT, text),
            over(frame, "lead(anyelement,int4)", ScalarType.TEXT, text, small(by)),
            over(
                frame,
                "lag(anyelement,int4,anyelement)",
                ScalarType.INT8,
                column(left(), 1),
                small(by),
                number(77))),
        steps);
  }

  @Property(tries = 4 * TRIES)
  void frames(
      @ForAll("steps") List<Step> steps,
      @ForAll Unit unit,
      @ForAll BoundKind start,
      @ForAll BoundKind end,
      @ForAll Exclusion exclusion,
      @ForAll @IntRange(min = 0, max = 2) int before,
      @ForAll @IntRange(min = 0, max = 2) int behind) {
    if (start == BoundKind.UNBOUNDED_FOLLOWING || end == BoundKind.UNBOUNDED_PRECEDING) {
      return;
    }
    boolean range = unit == Unit.RANGE;
    ScalarExpr key = column(left(), 0);
    int startSign = start == BoundKind.PRECEDING ? -1 : 1;
    int endSign = end == BoundKind.PRECEDING ? -1 : 1;
    WindowFrame frame =
        new WindowFrame(
            unit,
            bound(start, range ? plus(key, number((long) startSign * before)) : number(before)),
            bound(end, range ? plus(key, number((long) endSign * behind)) : number(behind)),
            exclusion,
            range ? key : null);
    ScalarExpr value = column(left(), 1);
    LawHarness.check(
        window(
            List.of(5),
            List.of(BY_NUMBER),
            count(frame, null),
            count(frame, column(left(), 5)),
            over(frame, "sum(int8)", ScalarType.NUMERIC, value),
            over(frame, "sum(float8)", ScalarType.FLOAT8, column(left(), 4)),
            over(frame, "min(int8)", ScalarType.INT8, value),
            over(frame, "first_value(anyelement)", ScalarType.INT8, value),
            over(frame, "last_value(anyelement)", ScalarType.INT8, value),
            over(frame, "nth_value(anyelement,int4)", ScalarType.INT8, value, small(2))),
        steps);
  }

  @Property(tries = TRIES)
  void wholeRelationIsOnePartition(@ForAll("steps") List<Step> steps) {
    LawHarness.check(
        window(
            List.of(),
            List.of(),
            over(WindowFrame.toCurrentRow(), "sum(int8)", ScalarType.NUMERIC, column(left(), 1)),
            count(WindowFrame.toCurrentRow(), null)),
        steps);
  }
}
