package dev.tidewater.sql.analyzer;

import com.google.common.collect.ImmutableSet;
import dev.tidewater.plan.RelationPlan.Numbering;
import dev.tidewater.sql.analyzer.Scope.NamedColumn;
import dev.tidewater.sql.analyzer.SelectAnalyzer.Grouped;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.types.RecordType.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;

/**
 * Set-returning functions in a SELECT list: those whose arguments call none run side by side behind
 * each row, then those over what came out, and so on.
 */
final class SetExpansion {
  private final StatementAnalysis statement;

  SetExpansion(StatementAnalysis statement) {
    this.statement = statement;
  }

  /** Rows and outputs without set-returning functions. */
  Grouped expand(Grouped grouped) {
    if (grouped.outputs().stream().noneMatch(SetOperator::isIn)) {
      return grouped;
    }
    List<RexNode> base = new ArrayList<>();
    List<RexNode> outputs =
        grouped.outputs().stream().map(output -> withColumns(output, base)).toList();
    List<String> names = new ArrayList<>();
    base.forEach(column -> names.add("s" + names.size()));
    RelNode rel =
        base.isEmpty()
            ? grouped.rel()
            : LogicalProject.create(grouped.rel(), List.of(), base, names, grouped.correlations());
    while (outputs.stream().anyMatch(SetOperator::isIn)) {
      Map<RexNode, SetRows.Call> calls = innermost(outputs);
      RelNode extended =
          new SetRows(statement).behind(rel, List.copyOf(calls.values()), Numbering.NONE, Set.of());
      Map<RexNode, RexNode> values = values(extended, calls);
      outputs = outputs.stream().map(output -> output.accept(new Replacement(values))).toList();
      rel = extended;
    }
    return new Grouped(rel, outputs, ImmutableSet.of());
  }

  private static Map<RexNode, SetRows.Call> innermost(List<RexNode> outputs) {
    Map<RexNode, SetRows.Call> calls = new LinkedHashMap<>();
    for (RexNode output : outputs) {
      output.accept(
          new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitCall(RexCall call) {
              if (call.op instanceof SetOperator set
                  && call.getOperands().stream().noneMatch(SetOperator::isIn)) {
                calls.put(call, set.call(call));
              }
              return super.visitCall(call);
            }
          });
    }
    return calls;
  }

  /** The column of each call; a record of several. */
  private Map<RexNode, RexNode> values(RelNode rel, Map<RexNode, SetRows.Call> calls) {
    Map<RexNode, RexNode> values = new LinkedHashMap<>();
    int columns = calls.values().stream().mapToInt(call -> call.columns().size()).sum();
    int at = rel.getRowType().getFieldCount() - columns;
    for (Map.Entry<RexNode, SetRows.Call> entry : calls.entrySet()) {
      List<NamedColumn> fields = new ArrayList<>();
      for (Field field : entry.getValue().columns()) {
        fields.add(new NamedColumn(field.name(), statement.rels().rex().makeInputRef(rel, at++)));
      }
      values.put(
          entry.getKey(),
          fields.size() == 1
              ? fields.get(0).value()
              : new Records(statement).record(fields, Position.NONE));
    }
    return values;
  }

  /** Makes columns of the largest parts that call no set-returning function. */
  private RexNode withColumns(RexNode node, List<RexNode> base) {
    if (!SetOperator.isIn(node)) {
      return RexUtil.isConstant(node) ? node : column(node, base);
    }
    RexCall call = (RexCall) node;
    List<RexNode> operands =
        call.getOperands().stream().map(operand -> withColumns(operand, base)).toList();
    return call.clone(call.getType(), operands);
  }

  private RexNode column(RexNode node, List<RexNode> base) {
    int at = base.indexOf(node);
    if (at < 0) {
      at = base.size();
      base.add(node);
    }
    return statement.rels().rex().makeInputRef(node.getType(), at);
  }

  /** Puts columns in the place of calls. */
  private static final class Replacement extends RexShuttle {
    private final Map<RexNode, RexNode> values;

    Replacement(Map<RexNode, RexNode> values) {
      this.values = values;
    }

    @Override
    public RexNode visitCall(RexCall call) {
      RexNode value = values.get(call);
      return value == null ? super.visitCall(call) : value;
    }
  }
}
