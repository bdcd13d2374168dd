package dev.tidewater.sql.analyzer;

import com.google.common.collect.ImmutableSet;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.rel.Rels;
import dev.tidewater.types.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexNode;

/**
 * A query as far as its ORDER BY: rows, the expressions to make of each, and the order. The
 * expressions are kept apart from the rows so that what uses the query can still cast them.
 *
 * @param outputs the columns to show, then those that only the order needs
 * @param names of the columns to show
 * @param order positions count in {@code outputs}
 * @param correlations how queries inside of the outputs refer to the rows
 */
record Body(
    RelNode input,
    List<RexNode> outputs,
    List<String> names,
    List<Position> positions,
    List<RelFieldCollation> order,
    ImmutableSet<CorrelationId> correlations) {
  /** As many columns as PostgreSQL allows in a result. */
  private static final int MAX_COLUMNS = 1664;

  Body {
    outputs = List.copyOf(outputs);
    names = List.copyOf(names);
    positions = List.copyOf(positions);
    order = List.copyOf(order);
    if (names.size() > MAX_COLUMNS) {
      throw Failures.at(
              positions.get(MAX_COLUMNS),
              ErrorCode.TOO_MANY_COLUMNS,
              "target lists can have at most {maximum} entries")
          .with("maximum", MAX_COLUMNS);
    }
  }

  /** All columns of a node under given names. */
  static Body of(RelNode rel, List<String> names, Position position, Rels rels) {
    List<RexNode> outputs = new ArrayList<>();
    List<Position> positions = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      outputs.add(rels.rex().makeInputRef(rel, i));
      positions.add(position);
    }
    return new Body(rel, outputs, names, positions, List.of(), ImmutableSet.of());
  }

  int arity() {
    return names.size();
  }

  Body withOutputs(List<RexNode> newOutputs) {
    return new Body(input, newOutputs, names, positions, order, correlations);
  }

  Body withOrder(List<RelFieldCollation> newOrder) {
    return new Body(input, outputs, names, positions, newOrder, correlations);
  }

  Body withNames(List<String> newNames) {
    return new Body(input, outputs, newNames, positions, order, correlations);
  }

  /** A node with all outputs, those for the order included. */
  RelNode project() {
    List<String> all = new ArrayList<>(names);
    for (int i = names.size(); i < outputs.size(); i++) {
      all.add("order" + i);
    }
    return LogicalProject.create(input, List.of(), outputs, all, correlations);
  }
}
