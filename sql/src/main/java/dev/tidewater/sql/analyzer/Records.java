package dev.tidewater.sql.analyzer;

import dev.tidewater.engine.function.CastContext;
import dev.tidewater.engine.function.SqlFunction;
import dev.tidewater.sql.analyzer.Scope.NamedColumn;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.FieldSelection;
import dev.tidewater.sql.ast.Expression.FieldStar;
import dev.tidewater.sql.ast.Expression.IsTestKind;
import dev.tidewater.sql.ast.Expression.RowConstructor;
import dev.tidewater.sql.ast.Expression.Star;
import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.functions.Functions;
import dev.tidewater.sql.rel.FunctionOperator;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.RecordType;
import dev.tidewater.types.RecordType.Field;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Records: {@code ROW(…)}, whole rows of tables, and their fields. */
final class Records {
  private final StatementAnalysis statement;

  Records(StatementAnalysis statement) {
    this.statement = statement;
  }

  static boolean isRecord(RexNode node) {
    return Coercion.typeOf(node) instanceof RecordType;
  }

  /** {@code ROW(a, t.*)}: the fields are called f1, f2, … */
  RexNode construct(
      RowConstructor constructor, ExpressionAnalyzer expressions, @Nullable Scope scope) {
    List<NamedColumn> fields = new ArrayList<>();
    for (RexNode value : fields(constructor, expressions, scope)) {
      fields.add(new NamedColumn("f" + (fields.size() + 1), value));
    }
    return record(fields, constructor.position());
  }

  /** The fields that are written in a constructor, stars expanded, still open ones as they are. */
  List<RexNode> fields(
      RowConstructor constructor, ExpressionAnalyzer expressions, @Nullable Scope scope) {
    List<RexNode> fields = new ArrayList<>();
    for (Expression field : constructor.fields()) {
      if (field instanceof Star star && scope != null && !star.qualifiers().isEmpty()) {
        scope
            .columnsOf(star.qualifiers(), star.position())
            .forEach(column -> fields.add(column.value()));
      } else if (field instanceof FieldStar star) {
        expand(expressions.analyze(star.operand()), star.position())
            .forEach(column -> fields.add(column.value()));
      } else {
        fields.add(expressions.analyze(field));
      }
    }
    return fields;
  }

  /** A record of values, whose types lose their modifiers: so records of like types are alike. */
  RexNode record(List<NamedColumn> columns, Position position) {
    List<Field> fields = new ArrayList<>();
    List<RexNode> values = new ArrayList<>();
    for (NamedColumn column : columns) {
      RexNode settled = statement.coercion().settleAsText(column.value(), position);
      SqlType plain = Types.plain(Coercion.typeOf(settled));
      fields.add(new Field(column.name(), plain));
      values.add(statement.coercion().coerce(settled, plain, CastContext.IMPLICIT, position));
    }
    return call(Functions.ROW, new RecordType(fields), values);
  }

  private RexNode call(String identity, SqlType type, List<RexNode> arguments) {
    SqlFunction function = statement.functions().byIdentity(identity);
    FunctionOperator operator =
        new FunctionOperator(function.identity(), function.nulls(), function.volatility());
    return statement.rels().call(operator, type, arguments);
  }

  /** {@code (r).field}. */
  RexNode select(FieldSelection selection, RexNode operand) {
    Identifier field = selection.field();
    if (!(Coercion.typeOf(operand) instanceof RecordType type)) {
      throw Failures.at(
              selection.operand().position(),
              ErrorCode.WRONG_OBJECT_TYPE,
              "column notation .{field} applied to type {type}, which is not a composite type")
          .with("field", field.value())
          .with("type", Types.display(Coercion.typeOf(operand)));
    }
    int index =
        type.find(field.value())
            .orElseThrow(
                () ->
                    Failures.at(
                            selection.operand().position(),
                            ErrorCode.UNDEFINED_COLUMN,
                            "could not identify column \"{field}\" in record data type")
                        .with("field", field.value()));
    return field(operand, type, index);
  }

  private RexNode field(RexNode record, RecordType type, int index) {
    if (record instanceof RexCall call
        && call.op instanceof FunctionOperator operator
        && operator.identity().equals(Functions.ROW)) {
      return call.getOperands().get(index);
    }
    RexNode position = statement.rels().constant(index, ScalarType.INT4);
    return call(Functions.FIELD, type.fields().get(index).type(), List.of(record, position));
  }

  /** {@code (r).*}. */
  List<NamedColumn> expand(RexNode operand, Position position) {
    if (!(Coercion.typeOf(operand) instanceof RecordType type)) {
      throw Failures.at(position, ErrorCode.WRONG_OBJECT_TYPE, "type {type} is not composite")
          .with("type", Types.display(Coercion.typeOf(operand)));
    }
    List<NamedColumn> columns = new ArrayList<>();
    for (int i = 0; i < type.fields().size(); i++) {
      columns.add(new NamedColumn(type.fields().get(i).name(), field(operand, type, i)));
    }
    return columns;
  }

  /** {@code r IS NULL}: all fields are; {@code r IS NOT NULL}: none is. */
  RexNode nullTest(IsTestKind kind, RexNode record) {
    String identity =
        kind == IsTestKind.NULL ? Functions.IS_NULL_RECORD : Functions.IS_NOT_NULL_RECORD;
    return call(identity, ScalarType.BOOLEAN, List.of(record));
  }

  /** The text of a record. */
  RexNode text(RexNode record) {
    return call(Functions.RECORD_TEXT, ScalarType.TEXT, List.of(record));
  }
}
