package dev.tidewater.sql.analyzer;

import dev.tidewater.engine.function.CastContext;
import dev.tidewater.plan.RelationPlan.RecursionLimit;
import dev.tidewater.sql.analyzer.Surroundings.BeginOfRecursion;
import dev.tidewater.sql.analyzer.Surroundings.Variable;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.ast.Query;
import dev.tidewater.sql.ast.Query.CommonTable;
import dev.tidewater.sql.ast.QueryBody;
import dev.tidewater.sql.ast.QueryBody.SetOperation;
import dev.tidewater.sql.ast.QueryBody.SetOperator;
import dev.tidewater.sql.rel.Recursion;
import dev.tidewater.sql.rel.RecursionVariable;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;

/**
 * A query of WITH RECURSIVE: a term to begin with, UNION, and a term that sees the query itself. In
 * PostgreSQL the latter sees only the rows that are new since the last round; since it must be
 * linear in them, letting it see all rows in every round ends with the same rows.
 */
final class RecursiveTable {
  private final StatementAnalysis statement;
  private final CommonTable table;

  RecursiveTable(StatementAnalysis statement, CommonTable table) {
    this.statement = statement;
    this.table = table;
  }

  static TidewaterException invalid(String name, Position position, String problem) {
    return Failures.at(
            position,
            ErrorCode.INVALID_RECURSION,
            "recursive reference to query \"{name}\" {problem}")
        .with("name", name)
        .with("problem", problem);
  }

  private String name() {
    return table.name().value();
  }

  AnalyzedRelation analyze(Surroundings surroundings) {
    QueryAnalyzer queries = new QueryAnalyzer(statement);
    Surroundings begin = surroundings.with(name(), new BeginOfRecursion());
    Query query = table.query();
    boolean isUnion =
        query.body() instanceof SetOperation operation
            && operation.operator() == SetOperator.UNION
            && query.with() == null
            && query.orderBy().isEmpty()
            && query.limit() == null
            && query.offset() == null;
    return isUnion
        ? union((SetOperation) query.body(), begin, queries)
        : queries.analyzeRelation(query, begin);
  }

  private AnalyzedRelation union(
      SetOperation operation, Surroundings begin, QueryAnalyzer queries) {
    Body first = side(operation.left(), begin, queries, OpenColumns.SETTLE);
    RelDataType rowType = rowType(first);
    List<String> names = RelationReferences.columnNames(table, first.names());
    Variable variable = new Variable(statement.nextBinding(), names, rowType);
    Body step = side(operation.right(), begin.with(name(), variable), queries, OpenColumns.KEEP);
    if (step.arity() != first.arity()) {
      throw Failures.at(
          step.positions().get(0),
          ErrorCode.SYNTAX_ERROR,
          "each UNION query must have the same number of columns");
    }
    RelNode stepRel = step.withOutputs(coerced(first, step)).project();
    int uses = new RecursiveTermCheck(table, operation).uses(stepRel, variable.id());
    RelNode all = LogicalUnion.create(List.of(first.project(), stepRel), true);
    RelNode value = operation.all() ? all : BodyAnalyzer.distinct(all);
    if (uses == 0) {
      return new AnalyzedRelation(value, first.names());
    }
    var cluster = statement.rels().cluster();
    RelNode result = new RecursionVariable(cluster, variable.id(), rowType);
    return new AnalyzedRelation(
        new Recursion(
            cluster, List.of(variable.id()), List.of(value, result), RecursionLimit.DEFAULT),
        first.names());
  }

  private static Body side(
      QueryBody body, Surroundings surroundings, QueryAnalyzer queries, OpenColumns open) {
    return queries.analyzeQueryBody(body, List.of(), surroundings, open);
  }

  private RelDataType rowType(Body first) {
    var types = statement.rels().types();
    return types.createStructType(
        first.outputs().subList(0, first.arity()).stream()
            .map(output -> types.nullable(Coercion.typeOf(output)))
            .toList(),
        first.names());
  }

  /** The columns of the recursive term, in the types of the other. */
  private List<RexNode> coerced(Body first, Body step) {
    CommonTypes common = new CommonTypes(statement.coercion());
    List<RexNode> outputs = new ArrayList<>();
    for (int i = 0; i < first.arity(); i++) {
      RexNode one = first.outputs().get(i);
      RexNode other = step.outputs().get(i);
      Position position = step.positions().get(i);
      SqlType begun = Coercion.typeOf(one);
      SqlType overall =
          common.select(List.of(one, other), "UNION", List.of(first.positions().get(i), position));
      if (begun.oid() != overall.oid()) {
        throw Failures.at(
                first.positions().get(i),
                ErrorCode.DATATYPE_MISMATCH,
                "recursive query \"{name}\" column {column} has type {begun} in non-recursive term"
                    + " but type {overall} overall")
            .with("name", name())
            .with("column", i + 1)
            .with("begun", Types.display(begun))
            .with("overall", Types.display(overall))
            .hint("Cast the output of the non-recursive term to the correct type.");
      }
      outputs.add(statement.coercion().coerce(other, begun, CastContext.ASSIGNMENT, position));
    }
    return outputs;
  }
}
