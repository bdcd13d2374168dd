package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.ast.DataStatement.Assignment;
import dev.tidewater.sql.ast.DataStatement.Delete;
import dev.tidewater.sql.ast.DataStatement.Target;
import dev.tidewater.sql.ast.DataStatement.Update;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.DefaultMarker;
import dev.tidewater.sql.ast.Expression.RowConstructor;
import dev.tidewater.types.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** UPDATE and DELETE: the rows to change, as a relation. */
final class ChangeAnalyzer {
  private final StatementAnalysis statement;
  private final Surroundings surroundings;

  ChangeAnalyzer(StatementAnalysis statement, Surroundings surroundings) {
    this.statement = statement;
    this.surroundings = surroundings;
  }

  AnalyzedChange analyze(Delete delete) {
    if (delete.with() != null) {
      throw Failures.notSupported(delete.with().position(), "WITH before DELETE");
    }
    if (!delete.using().isEmpty()) {
      throw Failures.notSupported(delete.using().get(0).position(), "DELETE … USING");
    }
    TargetTable table =
        TargetTable.resolve(statement, surroundings, delete.table(), delete.alias(), "delete from");
    RelNode rows = filter(table, table.scope(), delete.where());
    return new AnalyzedChange(
        table.relation(),
        new AnalyzedRelation(rows, table.columnNames()),
        table.returning(delete.returning()));
  }

  AnalyzedChange analyze(Update update) {
    if (update.with() != null) {
      throw Failures.notSupported(update.with().position(), "WITH before UPDATE");
    }
    if (!update.from().isEmpty()) {
      throw Failures.notSupported(update.from().get(0).position(), "UPDATE … FROM");
    }
    TargetTable table =
        TargetTable.resolve(statement, surroundings, update.table(), update.alias(), "update");
    Scope scope = table.scope();
    RelNode filtered = filter(table, scope, update.where());
    List<RexNode> outputs = new ArrayList<>();
    List<String> names = new ArrayList<>(table.columnNames());
    for (int i = 0; i < table.arity(); i++) {
      outputs.add(statement.rels().rex().makeInputRef(filtered, i));
      names.add("new_" + table.column(i).name());
    }
    outputs.addAll(newValues(update, table, scope, outputs));
    RelNode rows =
        LogicalProject.create(filtered, List.of(), outputs, names, scope.takeCorrelations());
    return new AnalyzedChange(
        table.relation(), new AnalyzedRelation(rows, names), table.returning(update.returning()));
  }

  private RelNode filter(TargetTable table, Scope scope, @Nullable Expression where) {
    if (where == null) {
      return table.scan();
    }
    ExpressionContext context = ExpressionContext.of(surroundings, scope, Clause.WHERE);
    RexNode condition = new ExpressionAnalyzer(statement, context).analyzeCondition(where, "WHERE");
    return LogicalFilter.create(table.scan(), condition, scope.takeCorrelations());
  }

  private List<RexNode> newValues(
      Update update, TargetTable table, Scope scope, List<RexNode> oldValues) {
    List<RexNode> values = new ArrayList<>(oldValues);
    boolean[] assigned = new boolean[table.arity()];
    ExpressionAnalyzer expressions =
        new ExpressionAnalyzer(statement, ExpressionContext.of(surroundings, scope, Clause.UPDATE));
    for (Assignment assignment : update.assignments()) {
      List<Expression> sources = sources(assignment);
      for (int i = 0; i < sources.size(); i++) {
        Target target = assignment.targets().get(i);
        int column = table.position(target);
        if (assigned[column]) {
          throw Failures.at(
                  target.position(),
                  ErrorCode.SYNTAX_ERROR,
                  "multiple assignments to same column \"{column}\"")
              .with("column", target.column().value());
        }
        assigned[column] = true;
        values.set(column, value(sources.get(i), column, table, expressions));
      }
    }
    return values;
  }

  private static RexNode value(
      Expression source, int column, TargetTable table, ExpressionAnalyzer expressions) {
    return source instanceof DefaultMarker
        ? table.defaultValue(column)
        : table.assign(expressions.analyze(source), column, source.position());
  }

  /** {@code (a, b) = (1, 2)} gives each its own value. */
  private static List<Expression> sources(Assignment assignment) {
    if (!assignment.multiple()) {
      return List.of(assignment.value());
    }
    List<Expression> fields =
        assignment.value() instanceof RowConstructor row
            ? row.fields()
            : List.of(assignment.value());
    if (assignment.value() instanceof Expression.ScalarSubquery
        && assignment.targets().size() > 1) {
      throw Failures.notSupported(assignment.position(), "assigning several columns from a query");
    }
    if (fields.size() != assignment.targets().size()) {
      throw Failures.at(
          assignment.position(),
          ErrorCode.SYNTAX_ERROR,
          "number of columns does not match number of values");
    }
    return fields;
  }
}
