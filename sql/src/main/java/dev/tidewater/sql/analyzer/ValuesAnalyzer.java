package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.ast.QueryBody.Values;
import dev.tidewater.sql.rel.ConstantRows;
import dev.tidewater.types.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/** VALUES lists. */
final class ValuesAnalyzer {
  private final StatementAnalysis statement;
  private final Surroundings surroundings;

  ValuesAnalyzer(StatementAnalysis statement, Surroundings surroundings) {
    this.statement = statement;
    this.surroundings = surroundings;
  }

  Body analyze(Values values) {
    RelNode oneRow = LogicalValues.createOneRow(statement.rels().cluster());
    Scope scope = emptyScope(oneRow);
    ExpressionContext context = ExpressionContext.of(surroundings, scope, Clause.VALUES);
    ExpressionAnalyzer expressions = new ExpressionAnalyzer(statement, context);
    int arity = values.rows().get(0).size();
    List<List<RexNode>> rows = new ArrayList<>();
    for (List<Expression> row : values.rows()) {
      if (row.size() != arity) {
        throw Failures.at(
            row.get(0).position(),
            ErrorCode.SYNTAX_ERROR,
            "VALUES lists must all be the same length");
      }
      rows.add(expressions.analyzeAll(row));
    }
    List<List<RexNode>> unified = unify(rows, values);
    RelNode rel = relation(unified, names(arity), oneRow, scope, statement);
    return Body.of(rel, names(arity), values.position(), statement.rels());
  }

  private Scope emptyScope(RelNode oneRow) {
    return new Scope(
        statement.rels().cluster(),
        surroundings.outer(),
        oneRow.getRowType(),
        List.of(),
        List.of());
  }

  private List<List<RexNode>> unify(List<List<RexNode>> rows, Values values) {
    CommonTypes common = new CommonTypes(statement.coercion());
    List<List<RexNode>> unified = new ArrayList<>();
    rows.forEach(row -> unified.add(new ArrayList<>()));
    for (int column = 0; column < rows.get(0).size(); column++) {
      List<RexNode> nodes = new ArrayList<>();
      List<Position> positions = new ArrayList<>();
      for (int row = 0; row < rows.size(); row++) {
        nodes.add(rows.get(row).get(column));
        positions.add(values.rows().get(row).get(column).position());
      }
      List<RexNode> cast = common.unify(nodes, "VALUES", positions);
      for (int row = 0; row < rows.size(); row++) {
        unified.get(row).add(cast.get(row));
      }
    }
    return unified;
  }

  static List<String> names(int arity) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= arity; i++) {
      names.add("column" + i);
    }
    return names;
  }

  /** Rows as a node: in one piece if they need no other query and no outer column. */
  static RelNode relation(
      List<List<RexNode>> rows,
      List<String> names,
      RelNode oneRow,
      Scope scope,
      StatementAnalysis statement) {
    boolean plain =
        rows.stream()
            .flatMap(List::stream)
            .noneMatch(
                node ->
                    RexUtil.SubQueryFinder.find(node) != null || RexUtil.containsCorrelation(node));
    if (plain) {
      return new ConstantRows(statement.rels().cluster(), rowType(rows, names, statement), rows);
    }
    var correlations = scope.takeCorrelations();
    List<RelNode> projects = new ArrayList<>();
    for (List<RexNode> row : rows) {
      projects.add(LogicalProject.create(oneRow, List.of(), row, names, correlations));
    }
    return projects.size() == 1 ? projects.get(0) : LogicalUnion.create(projects, true);
  }

  private static RelDataType rowType(
      List<List<RexNode>> rows, List<String> names, StatementAnalysis statement) {
    List<RelDataType> types = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      int column = i;
      types.add(
          statement
              .rels()
              .types()
              .strict(
                  Coercion.typeOf(rows.get(0).get(i)),
                  rows.stream().map(row -> row.get(column).getType()).toList()));
    }
    return statement.rels().types().createStructType(types, names);
  }
}
