package dev.tidewater.engine.dataflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.engine.function.SessionFunctions;
import dev.tidewater.engine.scalar.VectorScalarCompiler;
import dev.tidewater.plan.RelationPlan.Get;
import dev.tidewater.plan.RelationPlan.Threshold;
import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.RelationType.ColumnType;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperatorStatisticsTest {
  private static final RelationType NUMBERS =
      new RelationType(List.of(new ColumnType(ScalarType.INT8, false)));
  private static final RowLayout LAYOUT = Destination.layoutOf(NUMBERS, List.of());

  private static Batch rows(long diff, long... values) {
    BatchBuilder builder = new BatchBuilder();
    for (long value : values) {
      byte[] row = LAYOUT.encode(new Object[] {value});
      builder.add(row, 0, row.length, 0, diff);
    }
    return builder.build();
  }

  @Test
  void operatorsTellWhatTheyTookAndGaveAndHold() {
    Dataflow dataflow =
        new DataflowBuilder(id -> LAYOUT, new VectorScalarCompiler(SessionFunctions.NONE))
            .build(new Threshold(new Get(1, NUMBERS), NUMBERS));
    dataflow.step(Map.of(1L, rows(1, 5, 6, 7)));
    dataflow.step(Map.of(1L, rows(-1, 6, 8)));

    OperatorStatistics threshold =
        dataflow.statistics().stream()
            .filter(operator -> operator.name().equals("threshold"))
            .findFirst()
            .orElseThrow();
    assertThat(threshold.updatesIn()).isEqualTo(5);
    assertThat(threshold.updatesOut()).as("8 was never there").isEqualTo(4);
    assertThat(threshold.updates()).isPositive();
    assertThat(threshold.memoryBytes()).isPositive();
    assertThat(threshold.workNanos()).isPositive();
  }
}
