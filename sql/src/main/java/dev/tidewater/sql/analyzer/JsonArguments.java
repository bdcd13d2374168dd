package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.ast.Expression.FunctionCall;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.types.ScalarType;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/** The arguments of aggregates that make JSON, as JSON. */
final class JsonArguments {
  private JsonArguments() {}

  static List<RexNode> of(StatementAnalysis statement, FunctionCall call, List<RexNode> arguments) {
    Position position = call.position();
    return switch (call.name().last()) {
      case "jsonb_agg" -> List.of(json(statement, arguments.get(0), position));
      case "jsonb_object_agg" ->
          List.of(
              key(statement, arguments.get(0), position),
              json(statement, arguments.get(1), position));
      default -> arguments;
    };
  }

  private static RexNode json(StatementAnalysis statement, RexNode value, Position position) {
    return statement.calls().function("to_jsonb", List.of(value), position);
  }

  /** A key is the text that its value would have as JSON. */
  private static RexNode key(StatementAnalysis statement, RexNode value, Position position) {
    RexNode noPath = statement.rels().constant("{}", ScalarType.UNKNOWN);
    return statement.calls().infix("#>>", json(statement, value, position), noPath, position);
  }
}
