package dev.tidewater.catalog.system;

import dev.tidewater.catalog.system.RuntimeStatus.Dataflow;
import dev.tidewater.catalog.system.RuntimeStatus.Operator;
import java.util.Map;

/** What dataflows hold and have done. */
final class MzIntrospectionRows {
  private MzIntrospectionRows() {}

  static void register(Map<String, RowSource> sources) {
    sources.put("mz_introspection.mz_operator_statistics", MzIntrospectionRows::operators);
    sources.put("mz_introspection.mz_dataflow_arrangement_sizes", MzIntrospectionRows::sizes);
  }

  private static void operators(SystemContext context, RowWriter rows) {
    for (Dataflow dataflow : context.status().dataflows()) {
      long number = 0;
      for (Operator operator : dataflow.operators()) {
        rows.row()
            .set("object_id", dataflow.object().toString())
            .set("operator_id", number++)
            .set("operator_name", operator.name())
            .set("rows_in", operator.rowsIn())
            .set("rows_out", operator.rowsOut())
            .set("elapsed_ns", operator.nanoseconds())
            .set("state_rows", operator.stateRows())
            .set("state_bytes", operator.stateBytes());
      }
    }
  }

  private static void sizes(SystemContext context, RowWriter rows) {
    for (Dataflow dataflow : context.status().dataflows()) {
      String name =
          context
              .catalog()
              .item(dataflow.object())
              .map(item -> context.catalog().nameOf(item, context.database()).toString())
              .orElse("");
      rows.row()
          .set("id", dataflow.object().toString())
          .set("name", name)
          .set("records", dataflow.operators().stream().mapToLong(Operator::stateRows).sum())
          .set("size", dataflow.operators().stream().mapToLong(Operator::stateBytes).sum());
    }
  }
}
