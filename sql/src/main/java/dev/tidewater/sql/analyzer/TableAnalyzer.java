package dev.tidewater.sql.analyzer;

import dev.tidewater.engine.function.CastContext;
import dev.tidewater.sql.ast.CreateStatement.ColumnConstraint;
import dev.tidewater.sql.ast.CreateStatement.ColumnDefinition;
import dev.tidewater.sql.ast.CreateStatement.CreateTable;
import dev.tidewater.sql.ast.CreateStatement.TableConstraint;
import dev.tidewater.sql.ast.CreateStatement.TableConstraintKind;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.types.Column;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** CREATE TABLE: columns, defaults, the primary key. */
final class TableAnalyzer {
  private final StatementAnalysis statement;
  private final Surroundings surroundings;

  TableAnalyzer(StatementAnalysis statement, Surroundings surroundings) {
    this.statement = statement;
    this.surroundings = surroundings;
  }

  /** A DEFAULT: without columns, aggregates and queries. */
  static RexNode analyzeDefault(
      StatementAnalysis statement, Surroundings surroundings, Expression expression) {
    ExpressionContext context = ExpressionContext.of(surroundings, null, Clause.DEFAULT);
    return new ExpressionAnalyzer(statement, context).analyze(expression);
  }

  AnalyzedTable analyze(CreateTable table) {
    List<Draft> drafts = new ArrayList<>();
    Set<String> names = new HashSet<>();
    List<Integer> primaryKey = new ArrayList<>();
    for (ColumnDefinition definition : table.columns()) {
      if (!names.add(definition.name().value())) {
        throw Failures.at(
                definition.name().position(),
                ErrorCode.DUPLICATE_COLUMN,
                "column \"{column}\" specified more than once")
            .with("column", definition.name().value());
      }
      Draft draft = draft(definition);
      if (draft.primaryKey) {
        checkSinglePrimaryKey(primaryKey, table, definition.position());
        primaryKey.add(drafts.size());
      }
      drafts.add(draft);
    }
    for (TableConstraint constraint : table.constraints()) {
      addConstraint(constraint, drafts, primaryKey, table);
    }
    primaryKey.forEach(column -> drafts.get(column).notNull = true);
    return assemble(drafts, primaryKey);
  }

  private static AnalyzedTable assemble(List<Draft> drafts, List<Integer> primaryKey) {
    List<Column> columns = new ArrayList<>();
    List<@Nullable Expression> defaults = new ArrayList<>();
    for (Draft draft : drafts) {
      columns.add(new Column(columns.size(), draft.name, draft.type, !draft.notNull));
      defaults.add(draft.defaultValue);
    }
    List<List<Integer>> keys = primaryKey.isEmpty() ? List.of() : List.of(primaryKey);
    return new AnalyzedTable(new RelationSchema(columns, keys), defaults);
  }

  /** A column while its constraints are read. */
  private static final class Draft {
    private final String name;
    private final SqlType type;
    private boolean notNull;
    private boolean primaryKey;
    private @Nullable Expression defaultValue;

    Draft(String name, SqlType type) {
      this.name = name;
      this.type = type;
    }
  }

  private Draft draft(ColumnDefinition definition) {
    if (definition.type() == null) {
      throw Failures.at(
              definition.position(), ErrorCode.SYNTAX_ERROR, "column \"{column}\" has no type")
          .with("column", definition.name().value());
    }
    Draft draft = new Draft(definition.name().value(), TypeNames.resolve(definition.type()));
    for (ColumnConstraint constraint : definition.constraints()) {
      switch (constraint.kind()) {
        case NULL -> {}
        case NOT_NULL -> draft.notNull = true;
        case PRIMARY_KEY -> draft.primaryKey = true;
        case DEFAULT -> draft.defaultValue = checkedDefault(constraint, draft);
        case UNIQUE -> throw unsupported(constraint.position(), "UNIQUE");
        case CHECK -> throw unsupported(constraint.position(), "CHECK");
        case REFERENCES -> throw unsupported(constraint.position(), "FOREIGN KEY");
        case GENERATED -> throw Failures.notSupported(constraint.position(), "generated columns");
      }
    }
    return draft;
  }

  private static TidewaterException unsupported(Position position, String kind) {
    return Failures.notSupported(position, kind + " constraints");
  }

  private Expression checkedDefault(ColumnConstraint constraint, Draft draft) {
    Expression expression = constraint.expression();
    if (expression == null) {
      throw new IllegalStateException("DEFAULT without a value");
    }
    RexNode node = analyzeDefault(statement, surroundings, expression);
    if (!statement
        .coercion()
        .canCoerce(Coercion.typeOf(node), draft.type, CastContext.ASSIGNMENT)) {
      throw Failures.mismatch(
              expression.position(),
              "column \"{column}\" is of type {type} but default expression is of type {given}")
          .with("column", draft.name)
          .with("type", Types.display(draft.type))
          .with("given", Types.display(Coercion.typeOf(node)))
          .hint("You will need to rewrite or cast the expression.");
    }
    statement.coercion().coerce(node, draft.type, CastContext.ASSIGNMENT, expression.position());
    return expression;
  }

  private static void addConstraint(
      TableConstraint constraint, List<Draft> drafts, List<Integer> primaryKey, CreateTable table) {
    if (constraint.kind() != TableConstraintKind.PRIMARY_KEY) {
      throw unsupported(constraint.position(), constraint.kind().name().replace('_', ' '));
    }
    checkSinglePrimaryKey(primaryKey, table, constraint.position());
    for (Identifier column : constraint.columns()) {
      int position = position(drafts, column);
      if (primaryKey.contains(position)) {
        throw Failures.at(
                column.position(),
                ErrorCode.DUPLICATE_COLUMN,
                "column \"{column}\" appears twice in primary key constraint")
            .with("column", column.value());
      }
      primaryKey.add(position);
    }
  }

  private static int position(List<Draft> drafts, Identifier column) {
    for (int i = 0; i < drafts.size(); i++) {
      if (drafts.get(i).name.equals(column.value())) {
        return i;
      }
    }
    throw Failures.at(
            column.position(),
            ErrorCode.UNDEFINED_COLUMN,
            "column \"{column}\" named in key does not exist")
        .with("column", column.value());
  }

  private static void checkSinglePrimaryKey(
      List<Integer> primaryKey, CreateTable table, Position position) {
    if (!primaryKey.isEmpty()) {
      throw Failures.at(
              position,
              ErrorCode.INVALID_TABLE_DEFINITION,
              "multiple primary keys for table \"{table}\" are not allowed")
          .with("table", table.name().last());
    }
  }
}
