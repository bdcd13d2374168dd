package dev.tidewater.sql.analyzer;

import dev.tidewater.engine.function.CastContext;
import dev.tidewater.sql.analyzer.Scope.NamedColumn;
import dev.tidewater.sql.analyzer.Scope.NamedTable;
import dev.tidewater.sql.ast.DataStatement.Target;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.ast.QueryBody.SelectItem;
import dev.tidewater.sql.catalog.ResolvedRelation;
import dev.tidewater.sql.catalog.ResolvedRelation.Kind;
import dev.tidewater.types.Column;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.SqlType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/** A table that is written to. */
final class TargetTable {
  private final StatementAnalysis statement;
  private final Surroundings surroundings;
  private final ResolvedRelation table;
  private final String alias;
  private final RelNode scan;

  private TargetTable(
      StatementAnalysis statement,
      Surroundings surroundings,
      ResolvedRelation table,
      String alias) {
    this.statement = statement;
    this.surroundings = surroundings;
    this.table = table;
    this.alias = alias;
    this.scan = RelationReferences.scan(table, statement).rel();
  }

  /**
   * @param verb for the message: {@code insert into}
   */
  static TargetTable resolve(
      StatementAnalysis statement,
      Surroundings surroundings,
      QualifiedName name,
      @Nullable Identifier alias,
      String verb) {
    ResolvedRelation relation =
        RelationReferences.lookUp(statement, surroundings, name, name.position());
    if (relation.kind() != Kind.TABLE) {
      throw Failures.at(
              name.position(), ErrorCode.WRONG_OBJECT_TYPE, "cannot {verb} {kind} \"{name}\"")
          .with("verb", verb)
          .with("kind", describe(relation.kind()))
          .with("name", name.last());
    }
    statement.objects().add(relation.objectId());
    return new TargetTable(
        statement, surroundings, relation, alias == null ? relation.name() : alias.value());
  }

  private static String describe(Kind kind) {
    return switch (kind) {
      case TABLE -> "table";
      case SOURCE -> "source";
      case VIEW -> "view";
      case MATERIALIZED_VIEW -> "materialized view";
      case SYSTEM -> "system relation";
    };
  }

  ResolvedRelation relation() {
    return table;
  }

  RelNode scan() {
    return scan;
  }

  int arity() {
    return table.schema().arity();
  }

  Column column(int position) {
    return table.schema().column(position);
  }

  List<String> columnNames() {
    return table.schema().columns().stream().map(Column::name).toList();
  }

  /** The columns of its rows, by name. */
  Scope scope() {
    List<NamedColumn> columns = new ArrayList<>();
    for (int i = 0; i < arity(); i++) {
      columns.add(new NamedColumn(column(i).name(), statement.rels().rex().makeInputRef(scan, i)));
    }
    NamedTable named = new NamedTable(alias, null, columns, List.of());
    return new Scope(statement.rels().cluster(), null, scan.getRowType(), List.of(named), columns);
  }

  /** Positions of the columns that a list names; all of them for an empty list. */
  List<Integer> positions(List<Target> targets) {
    List<Integer> positions = new ArrayList<>();
    for (Target target : targets) {
      int position = position(target);
      if (positions.contains(position)) {
        throw Failures.at(
                target.position(),
                ErrorCode.DUPLICATE_COLUMN,
                "column \"{column}\" specified more than once")
            .with("column", target.column().value());
      }
      positions.add(position);
    }
    for (int i = 0; targets.isEmpty() && i < arity(); i++) {
      positions.add(i);
    }
    return positions;
  }

  int position(Target target) {
    if (!target.path().isEmpty()) {
      throw Failures.notSupported(target.position(), "writing to a part of a column");
    }
    return position(target.column());
  }

  int position(Identifier column) {
    return table
        .schema()
        .positionOf(column.value())
        .orElseThrow(
            () ->
                Failures.at(
                        column.position(),
                        ErrorCode.UNDEFINED_COLUMN,
                        "column \"{column}\" of relation \"{table}\" does not exist")
                    .with("column", column.value())
                    .with("table", table.name()));
  }

  /** A value for a column, cast as by assignment. */
  RexNode assign(RexNode node, int position, Position blame) {
    SqlType type = column(position).type();
    if (!statement.coercion().canCoerce(Coercion.typeOf(node), type, CastContext.ASSIGNMENT)) {
      throw Failures.mismatch(
              blame, "column \"{column}\" is of type {type} but expression is of type {given}")
          .with("column", column(position).name())
          .with("type", Types.display(type))
          .with("given", Types.display(Coercion.typeOf(node)))
          .hint("You will need to rewrite or cast the expression.");
    }
    return statement.coercion().coerce(node, type, CastContext.ASSIGNMENT, blame);
  }

  /** The DEFAULT of a column, or NULL. */
  RexNode defaultValue(int position) {
    Expression expression =
        table.columnDefaults().isEmpty() ? null : table.columnDefaults().get(position);
    if (expression == null) {
      return statement.rels().constant(null, column(position).type());
    }
    return assign(
        TableAnalyzer.analyzeDefault(statement, surroundings, expression), position, Position.NONE);
  }

  AnalyzedReturning returning(List<SelectItem> items) {
    ExpressionContext context = ExpressionContext.of(surroundings, scope(), Clause.RETURNING);
    SelectAnalyzer.Outputs outputs =
        SelectAnalyzer.outputs(statement, items, context, OpenColumns.SETTLE);
    for (int i = 0; i < outputs.nodes.size(); i++) {
      if (RexUtil.SubQueryFinder.find(outputs.nodes.get(i)) != null) {
        throw Failures.notSupported(outputs.positions.get(i), "subqueries in RETURNING");
      }
    }
    return new AnalyzedReturning(outputs.nodes, outputs.names);
  }
}
