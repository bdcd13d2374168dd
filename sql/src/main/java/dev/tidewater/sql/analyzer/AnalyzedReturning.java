package dev.tidewater.sql.analyzer;

import java.util.List;
import org.apache.calcite.rex.RexNode;

/** RETURNING: expressions over a row of the table, and their names. */
public record AnalyzedReturning(List<RexNode> outputs, List<String> names) {
  public AnalyzedReturning {
    outputs = List.copyOf(outputs);
    names = List.copyOf(names);
  }
}
