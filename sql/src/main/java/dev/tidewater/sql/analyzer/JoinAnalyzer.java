package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.analyzer.Scope.NamedColumn;
import dev.tidewater.sql.ast.FromItem;
import dev.tidewater.sql.ast.FromItem.Join;
import dev.tidewater.sql.ast.FromItem.JoinCondition;
import dev.tidewater.sql.ast.FromItem.JoinKind;
import dev.tidewater.sql.ast.FromItem.On;
import dev.tidewater.sql.ast.FromItem.Using;
import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/** Joins with ON, USING and NATURAL. */
final class JoinAnalyzer {
  private final StatementAnalysis statement;
  private final Surroundings surroundings;

  JoinAnalyzer(StatementAnalysis statement, Surroundings surroundings) {
    this.statement = statement;
    this.surroundings = surroundings;
  }

  FromAnalyzer.Result join(Join item, FromAnalyzer.Result left, FromAnalyzer.Result right) {
    JoinCondition condition = item.condition();
    if (condition instanceof Using using) {
      if (using.alias() != null) {
        throw Failures.notSupported(using.position(), "aliases of USING");
      }
      return merged(item, left, right, using.columns());
    }
    if (condition instanceof FromItem.Natural natural) {
      return merged(item, left, right, shared(left, right, natural.position()));
    }
    RelNode joined = create(item.kind(), left, right, truth(), item.position());
    JoinedNames names = JoinedNames.of(left, right, joined, item.position());
    Scope scope = scope(joined, names, names.visible());
    return condition instanceof On on
        ? withCondition(item, left, right, joined, scope, on)
        : new FromAnalyzer.Result(joined, scope);
  }

  /** An inner join whose rows are there already: only its condition is left to do. */
  FromAnalyzer.Result filter(FromAnalyzer.Result joined, @Nullable JoinCondition condition) {
    if (!(condition instanceof On on)) {
      return joined;
    }
    Scope scope = joined.scope();
    ExpressionContext context = ExpressionContext.of(surroundings, scope, Clause.JOIN);
    RexNode predicate =
        new ExpressionAnalyzer(statement, context).analyzeCondition(on.condition(), "JOIN/ON");
    return new FromAnalyzer.Result(
        LogicalFilter.create(joined.rel(), predicate, scope.takeCorrelations()), scope);
  }

  private RexNode truth() {
    return statement.rels().rex().makeLiteral(true);
  }

  private Scope scope(RelNode rel, JoinedNames names, List<NamedColumn> visible) {
    return new Scope(
        statement.rels().cluster(),
        surroundings.outer(),
        rel.getRowType(),
        names.tables(),
        visible);
  }

  /** Every pair of rows that is there. */
  FromAnalyzer.Result cross(
      FromAnalyzer.Result left, FromAnalyzer.Result right, Position position) {
    RelNode joined = create(JoinKind.CROSS, left, right, truth(), position);
    JoinedNames names = JoinedNames.of(left, right, joined, position);
    return new FromAnalyzer.Result(joined, scope(joined, names, names.visible()));
  }

  private RelNode create(
      JoinKind kind,
      FromAnalyzer.Result left,
      FromAnalyzer.Result right,
      RexNode condition,
      Position position) {
    List<CorrelationId> variables = left.scope().correlationsIn(right.rel());
    return variables.isEmpty()
        ? plain(kind, left, right, condition)
        : new LateralJoin(statement)
            .create(kind, left.rel(), right.rel(), variables, condition, position);
  }

  private static RelNode plain(
      JoinKind kind, FromAnalyzer.Result left, FromAnalyzer.Result right, RexNode condition) {
    JoinRelType type =
        switch (kind) {
          case INNER, CROSS -> JoinRelType.INNER;
          case LEFT -> JoinRelType.LEFT;
          case RIGHT -> JoinRelType.RIGHT;
          case FULL -> JoinRelType.FULL;
        };
    return LogicalJoin.create(left.rel(), right.rel(), List.of(), condition, Set.of(), type);
  }

  private FromAnalyzer.Result withCondition(
      Join item,
      FromAnalyzer.Result left,
      FromAnalyzer.Result right,
      RelNode unconditional,
      Scope scope,
      On on) {
    // In the condition no outer join has added NULLs yet; its columns are those of a cross join.
    RelNode cross = plain(JoinKind.CROSS, left, right, truth());
    JoinedNames names = JoinedNames.of(left, right, cross, item.position());
    Scope conditionScope = scope(cross, names, names.visible());
    ExpressionContext context = ExpressionContext.of(surroundings, conditionScope, Clause.JOIN);
    RexNode condition =
        new ExpressionAnalyzer(statement, context).analyzeCondition(on.condition(), "JOIN/ON");
    if (RexUtil.SubQueryFinder.find(condition) != null) {
      if (item.kind() != JoinKind.INNER) {
        throw Failures.notSupported(on.position(), "outer joins on subqueries");
      }
      RelNode filtered =
          LogicalFilter.create(unconditional, condition, conditionScope.takeCorrelations());
      return new FromAnalyzer.Result(filtered, scope);
    }
    return new FromAnalyzer.Result(
        create(item.kind(), left, right, condition, item.position()), scope);
  }

  private static List<Identifier> shared(
      FromAnalyzer.Result left, FromAnalyzer.Result right, Position position) {
    List<Identifier> shared = new ArrayList<>();
    for (NamedColumn column : left.scope().visible()) {
      boolean both = right.scope().visible().stream().anyMatch(c -> c.name().equals(column.name()));
      if (both) {
        shared.add(new Identifier(column.name(), position));
      }
    }
    return shared;
  }

  private FromAnalyzer.Result merged(
      Join item, FromAnalyzer.Result left, FromAnalyzer.Result right, List<Identifier> columns) {
    RelNode cross = plain(JoinKind.CROSS, left, right, truth());
    JoinedNames sides = JoinedNames.of(left, right, cross, item.position());
    List<RexNode> equalities = new ArrayList<>();
    for (Identifier column : columns) {
      NamedColumn one = find(sides.left(), column, "left");
      NamedColumn other = find(sides.right(), column, "right");
      equalities.add(statement.calls().infix("=", one.value(), other.value(), column.position()));
    }
    RexNode condition = RexUtil.composeConjunction(statement.rels().rex(), equalities);
    RelNode joined = create(item.kind(), left, right, condition, item.position());
    JoinedNames names = JoinedNames.of(left, right, joined, item.position());
    return new FromAnalyzer.Result(
        joined, scope(joined, names, visible(item.kind(), names, columns)));
  }

  private static NamedColumn find(List<NamedColumn> columns, Identifier name, String side) {
    List<NamedColumn> found =
        columns.stream().filter(column -> column.name().equals(name.value())).toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    throw Failures.at(
            name.position(),
            found.isEmpty() ? ErrorCode.UNDEFINED_COLUMN : ErrorCode.AMBIGUOUS_COLUMN,
            found.isEmpty()
                ? "column \"{name}\" specified in USING clause does not exist in {side} table"
                : "common column name \"{name}\" appears more than once in {side} table")
        .with("name", name.value())
        .with("side", side);
  }

  /** Merged columns first, then the rest of the left side, then of the right. */
  private List<NamedColumn> visible(JoinKind kind, JoinedNames names, List<Identifier> merged) {
    List<NamedColumn> visible = new ArrayList<>();
    List<String> mergedNames = merged.stream().map(Identifier::value).toList();
    for (Identifier column : merged) {
      NamedColumn one = find(names.left(), column, "left");
      NamedColumn other = find(names.right(), column, "right");
      visible.add(
          new NamedColumn(
              column.value(), mergedValue(kind, one.value(), other.value(), column.position())));
    }
    for (List<NamedColumn> side : List.of(names.left(), names.right())) {
      side.stream().filter(c -> !mergedNames.contains(c.name())).forEach(visible::add);
    }
    return visible;
  }

  private RexNode mergedValue(JoinKind kind, RexNode left, RexNode right, Position position) {
    CommonTypes common = new CommonTypes(statement.coercion());
    List<RexNode> sides =
        common.unify(List.of(left, right), "JOIN/USING", List.of(position, position));
    return switch (kind) {
      case INNER, CROSS, LEFT -> sides.get(0);
      case RIGHT -> sides.get(1);
      case FULL -> {
        SqlType type = Coercion.typeOf(sides.get(0));
        yield statement
            .rels()
            .rex()
            .makeCall(statement.rels().types().nullable(type), SqlStdOperatorTable.COALESCE, sides);
      }
    };
  }
}
