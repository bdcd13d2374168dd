package dev.tidewater.engine.dataflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.engine.function.SessionFunctions;
import dev.tidewater.engine.operator.ErrorCollector;
import dev.tidewater.engine.scalar.VectorScalarCompiler;
import dev.tidewater.plan.RelationPlan;
import dev.tidewater.testkit.reference.ReferenceRelation;
import dev.tidewater.types.Decimal;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchBuilder;
import dev.tidewater.zset.UpdateCursor;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/**
 * Runs a plan incrementally and from scratch beside it, and compares after each step. Steps are
 * made at the times 0, 1, 2 and so on.
 */
final class LawHarness {
  record Change(long collection, List<@Nullable Object> row, long diff) {}

  /**
   * Changes of one step.
   *
   * @param partSize how many of them are pushed at a time
   */
  record Step(List<Change> changes, int partSize) {}

  private LawHarness() {}

  static Arbitrary<List<Step>> steps() {
    Arbitrary<Step> step =
        Combinators.combine(changes().list().ofMaxSize(12), Arbitraries.integers().between(1, 12))
            .as(Step::new);
    return step.list().ofMinSize(1).ofMaxSize(5);
  }

  private static Arbitrary<Change> changes() {
    Arbitrary<Long> collection = Arbitraries.of(Plans.LEFT, Plans.RIGHT);
    Arbitrary<Long> diff =
        Arbitraries.frequency(
            net.jqwik.api.Tuple.of(5, 1L),
            net.jqwik.api.Tuple.of(3, -1L),
            net.jqwik.api.Tuple.of(1, 2L));
    return Combinators.combine(collection, rows(), diff).as(Change::new);
  }

  /** Few values of each column, so that rows meet and cancel. */
  private static Arbitrary<List<@Nullable Object>> rows() {
    return Combinators.combine(
            Arbitraries.longs().between(-1, 2).injectNull(0.2),
            Arbitraries.longs().between(0, 5),
            Arbitraries.of("", "a", "ab", "b\0", "ä").injectNull(0.2),
            Arbitraries.of("0.00", "1.50", "-3.25", "99999999.99").map(Decimal::parse),
            Arbitraries.of(0.0, 0.1, -2.5e10, 1e-300),
            Arbitraries.of(true, false).injectNull(0.2))
        .as(LawHarness::row);
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return Collections.unmodifiableList(Arrays.asList(values));
  }

  static void check(RelationPlan plan, List<Step> steps) {
    RowLayout inputLayout = Destination.layoutOf(Plans.ROW, List.of());
    Dataflow dataflow =
        new DataflowBuilder(id -> inputLayout, new VectorScalarCompiler(SessionFunctions.NONE))
            .build(plan);
    Map<Long, ReferenceRelation> inputs = new HashMap<>();
    ReferenceRelation rows = ReferenceRelation.empty();
    Map<ErrorCode, Long> errors = new LinkedHashMap<>();
    long time = 0;
    for (Step step : steps) {
      dataflow.goTo(time);
      push(dataflow, inputLayout, step);
      StepResult result = dataflow.finishStep();
      rows = rows.plus(decode(result.rows(), dataflow.layout()));
      countErrors(result.errors(), errors);
      for (Change change : step.changes()) {
        ReferenceRelation one =
            ReferenceRelation.of(Collections.singletonMap(change.row(), change.diff()));
        inputs.merge(change.collection(), one, ReferenceRelation::plus);
      }
      ReferenceEvaluator reference = new ReferenceEvaluator(inputs, time);
      ReferenceRelation expected = plan.accept(reference);
      assertThat(rows).isEqualTo(canonical(expected, dataflow.layout()));
      assertThat(errors).isEqualTo(reference.errors());
      dataflow.maintain(5);
      assertThat(dataflow.nextTime()).isGreaterThan(time);
      time++;
    }
    assertThat(dataflow.memoryBytes()).isNotNegative();
  }

  private static void push(Dataflow dataflow, RowLayout layout, Step step) {
    List<Change> changes = step.changes();
    for (int from = 0; from < changes.size(); from += step.partSize()) {
      List<Change> part = changes.subList(from, Math.min(changes.size(), from + step.partSize()));
      for (long collection : dataflow.inputs()) {
        BatchBuilder builder = new BatchBuilder();
        for (Change change : part) {
          if (change.collection() == collection) {
            byte[] row = layout.encode(change.row().toArray());
            builder.add(row, 0, row.length, change.row().hashCode(), change.diff());
          }
        }
        dataflow.push(collection, builder.build());
      }
    }
  }

  private static ReferenceRelation decode(Batch batch, RowLayout layout) {
    Map<List<@Nullable Object>, Long> rows = new LinkedHashMap<>();
    try (UpdateCursor cursor = batch.cursor()) {
      while (cursor.next()) {
        rows.merge(
            row(layout.decode(cursor.bytes(), cursor.offset(), cursor.length())),
            cursor.diff(),
            Long::sum);
      }
    }
    return ReferenceRelation.of(rows);
  }

  /** The rows as they are once they were encoded and decoded. */
  private static ReferenceRelation canonical(ReferenceRelation relation, RowLayout layout) {
    return relation.select(values -> row(layout.decode(layout.encode(values.toArray()))));
  }

  private static void countErrors(Batch batch, Map<ErrorCode, Long> errors) {
    try (UpdateCursor cursor = batch.cursor()) {
      while (cursor.next()) {
        ErrorCode code =
            ErrorCollector.toException(cursor.bytes(), cursor.offset(), cursor.length()).code();
        errors.merge(code, cursor.diff(), Long::sum);
      }
    }
    errors.values().removeIf(count -> count == 0);
  }
}
