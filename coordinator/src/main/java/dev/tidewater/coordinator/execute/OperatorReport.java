package dev.tidewater.coordinator.execute;

import dev.tidewater.coordinator.execute.ExplainCommand.Shape;
import dev.tidewater.engine.dataflow.OperatorStatistics;
import dev.tidewater.types.Decimal;
import dev.tidewater.types.Jsonb;
import dev.tidewater.types.Jsonb.JsonArray;
import dev.tidewater.types.Jsonb.JsonNumber;
import dev.tidewater.types.Jsonb.JsonObject;
import dev.tidewater.types.Jsonb.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** What EXPLAIN ANALYZE tells of operators, in the order in which they run. */
final class OperatorReport {
  private static final double NANOS_PER_MILLI = 1e6;

  private OperatorReport() {}

  static String of(List<OperatorStatistics> operators, Shape shape) {
    return switch (shape) {
      case TEXT -> text(operators);
      case JSON -> json(operators);
    };
  }

  private static String text(List<OperatorStatistics> operators) {
    List<String> lines = new ArrayList<>();
    lines.add("Operators in the order in which they run:");
    for (OperatorStatistics operator : operators) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-12s rows in=%d out=%d  time=%.3f ms  state rows=%d memory=%d bytes",
              operator.name(),
              operator.updatesIn(),
              operator.updatesOut(),
              operator.workNanos() / NANOS_PER_MILLI,
              operator.updates(),
              operator.memoryBytes()));
    }
    return String.join("\n", lines);
  }

  private static String json(List<OperatorStatistics> operators) {
    List<Jsonb> all = new ArrayList<>();
    for (OperatorStatistics operator : operators) {
      TreeMap<String, Jsonb> members = new TreeMap<>(Jsonb.KEY_ORDER);
      members.put("operator", new JsonString(operator.name()));
      members.put("rows_in", number(operator.updatesIn()));
      members.put("rows_out", number(operator.updatesOut()));
      members.put("nanoseconds", number(operator.workNanos()));
      members.put("state_rows", number(operator.updates()));
      members.put("memory_bytes", number(operator.memoryBytes()));
      all.add(new JsonObject(members));
    }
    return new JsonArray(all).toString();
  }

  private static Jsonb number(long value) {
    return new JsonNumber(Decimal.of(value, 0));
  }
}
