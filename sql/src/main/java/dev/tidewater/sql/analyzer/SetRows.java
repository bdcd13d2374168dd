package dev.tidewater.sql.analyzer;

import dev.tidewater.engine.function.NullBehavior;
import dev.tidewater.engine.function.ParameterType.Columns;
import dev.tidewater.engine.function.SqlFunction;
import dev.tidewater.plan.RelationPlan.Numbering;
import dev.tidewater.sql.rel.ArgumentsOperator;
import dev.tidewater.sql.rel.FunctionRows;
import dev.tidewater.sql.rel.ValueTypeFactory;
import dev.tidewater.types.RecordType;
import dev.tidewater.types.RecordType.Field;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;

/** Puts behind each row the rows that set-returning functions give side by side. */
final class SetRows {
  /**
   * A call of a set-returning function.
   *
   * @param result one type, or a record of several columns
   */
  record Call(SqlFunction signature, SqlType result, List<RexNode> arguments) {
    Call {
      arguments = List.copyOf(arguments);
    }

    /** The columns that it gives; a single one is called as the function is. */
    List<Field> columns() {
      return result instanceof RecordType record && signature.result() instanceof Columns
          ? record.fields()
          : List.of(new Field(signature.name(), result));
    }
  }

  private final StatementAnalysis statement;

  SetRows(StatementAnalysis statement) {
    this.statement = statement;
  }

  /**
   * The columns of a node, then columns for the arguments, then those of the calls, and perhaps the
   * ordinality.
   *
   * @param correlations how queries in the arguments refer to the node's rows
   */
  RelNode behind(
      RelNode input, List<Call> calls, Numbering numbering, Set<CorrelationId> correlations) {
    List<RexNode> arguments = calls.stream().flatMap(call -> call.arguments().stream()).toList();
    RelNode extended = extended(input, arguments, correlations);
    FunctionRows rows =
        new FunctionRows(
            statement.rels().cluster(),
            calls.stream()
                .map(
                    call ->
                        new FunctionRows.Call(
                            call.signature().identity(),
                            call.arguments().size(),
                            call.columns().size()))
                .toList(),
            numbering,
            rowType(calls, numbering));
    return LogicalJoin.create(
        extended,
        rows,
        List.of(),
        condition(extended, rows, arguments.size()),
        Set.of(),
        JoinRelType.INNER);
  }

  /** The node with more columns. */
  RelNode extended(RelNode input, Collection<RexNode> values, Set<CorrelationId> correlations) {
    int arity = input.getRowType().getFieldCount();
    List<RexNode> all = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < arity; i++) {
      all.add(statement.rels().rex().makeInputRef(input, i));
      names.add("c" + i);
    }
    for (RexNode value : values) {
      names.add("c" + all.size());
      all.add(value);
    }
    return LogicalProject.create(input, List.of(), all, names, correlations);
  }

  private RelDataType rowType(List<Call> calls, Numbering numbering) {
    ValueTypeFactory types = statement.rels().types();
    List<RelDataType> columns = new ArrayList<>();
    for (Call call : calls) {
      // The one that ends before another gives NULLs.
      boolean never = calls.size() == 1 && call.signature().nulls() == NullBehavior.NEVER;
      for (Field field : call.columns()) {
        columns.add(never ? types.notNull(field.type()) : types.nullable(field.type()));
      }
    }
    if (numbering == Numbering.ORDINALITY) {
      columns.add(types.notNull(ScalarType.INT8));
    }
    List<String> names = new ArrayList<>();
    columns.forEach(column -> names.add("v" + names.size()));
    return types.createStructType(columns, names);
  }

  private RexNode condition(RelNode input, FunctionRows rows, int arguments) {
    var rex = statement.rels().rex();
    int arity = input.getRowType().getFieldCount();
    List<RexNode> operands = new ArrayList<>();
    for (int i = arity - arguments; i < arity; i++) {
      operands.add(rex.makeInputRef(input, i));
    }
    operands.add(rex.makeInputRef(rows.getRowType().getFieldList().get(0).getType(), arity));
    return rex.makeCall(
        statement.rels().types().notNull(ScalarType.BOOLEAN), ArgumentsOperator.INSTANCE, operands);
  }
}
