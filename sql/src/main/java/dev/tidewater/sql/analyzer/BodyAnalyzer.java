package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.ast.Expression.Star;
import dev.tidewater.sql.ast.FromItem.TableReference;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.ast.QueryBody;
import dev.tidewater.sql.ast.QueryBody.Nested;
import dev.tidewater.sql.ast.QueryBody.Select;
import dev.tidewater.sql.ast.QueryBody.SelectItem;
import dev.tidewater.sql.ast.QueryBody.SetOperation;
import dev.tidewater.sql.ast.QueryBody.Table;
import dev.tidewater.sql.ast.QueryBody.Values;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.SqlType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalIntersect;
import org.apache.calcite.rel.logical.LogicalMinus;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/** Bodies of queries that are no plain SELECT: set operations, VALUES, TABLE, parentheses. */
final class BodyAnalyzer implements QueryBody.Visitor<Body> {
  private final StatementAnalysis statement;
  private final QueryAnalyzer queries;
  private final Surroundings surroundings;
  private final OpenColumns open;

  BodyAnalyzer(
      StatementAnalysis statement,
      QueryAnalyzer queries,
      Surroundings surroundings,
      OpenColumns open) {
    this.statement = statement;
    this.queries = queries;
    this.surroundings = surroundings;
    this.open = open;
  }

  @Override
  public Body visitSelect(Select body) {
    return queries.analyzeQueryBody(body, List.of(), surroundings, open);
  }

  @Override
  public Body visitValues(Values body) {
    return new ValuesAnalyzer(statement, surroundings).analyze(body);
  }

  @Override
  public Body visitNested(Nested body) {
    return queries.analyzeBody(body.query(), surroundings, open);
  }

  @Override
  public Body visitTable(Table body) {
    Position position = body.position();
    Select all =
        new Select(
            null,
            List.of(new SelectItem(new Star(List.of(), position), null, position)),
            List.of(new TableReference(body.name(), false, null, null, position)),
            null,
            null,
            null,
            List.of(),
            List.of(),
            position);
    return visitSelect(all);
  }

  @Override
  public Body visitSetOperation(SetOperation operation) {
    statement.enter(operation.position());
    try {
      Body left = side(operation.left());
      Body right = side(operation.right());
      if (left.arity() != right.arity()) {
        throw Failures.at(
                right.positions().get(0),
                ErrorCode.SYNTAX_ERROR,
                "each {operator} query must have the same number of columns")
            .with("operator", operation.operator().name());
      }
      return combine(operation, left, right);
    } finally {
      statement.leave();
    }
  }

  private Body side(QueryBody body) {
    return queries.analyzeQueryBody(body, List.of(), surroundings, OpenColumns.KEEP);
  }

  private Body combine(SetOperation operation, Body left, Body right) {
    CommonTypes common = new CommonTypes(statement.coercion());
    String construct = operation.operator().name();
    List<RexNode> leftOutputs = new ArrayList<>();
    List<RexNode> rightOutputs = new ArrayList<>();
    for (int i = 0; i < left.arity(); i++) {
      Position leftPosition = left.positions().get(i);
      Position rightPosition = right.positions().get(i);
      RexNode one = left.outputs().get(i);
      RexNode other = right.outputs().get(i);
      SqlType type =
          common.select(List.of(one, other), construct, List.of(leftPosition, rightPosition));
      leftOutputs.add(common.coerce(one, type, construct, leftPosition));
      rightOutputs.add(common.coerce(other, type, construct, rightPosition));
    }
    List<RelNode> inputs =
        List.of(left.withOutputs(leftOutputs).project(), right.withOutputs(rightOutputs).project());
    RelNode rel = apply(operation, inputs);
    return Body.of(rel, left.names(), left.positions().get(0), statement.rels());
  }

  private static RelNode apply(SetOperation operation, List<RelNode> inputs) {
    return switch (operation.operator()) {
      case UNION -> {
        RelNode all = LogicalUnion.create(inputs, true);
        yield operation.all() ? all : distinct(all);
      }
      case INTERSECT -> LogicalIntersect.create(inputs, operation.all());
      case EXCEPT -> LogicalMinus.create(inputs, operation.all());
    };
  }

  /** Each row once. */
  static RelNode distinct(RelNode rel) {
    ImmutableBitSet all = ImmutableBitSet.range(rel.getRowType().getFieldCount());
    return LogicalAggregate.create(rel, List.of(), all, (List<ImmutableBitSet>) null, List.of());
  }
}
