package dev.tidewater.sql.analyzer;

import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.functions.CastRule;
import dev.tidewater.sql.functions.CastRule.Context;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.TypeKind;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Reads string literals as values of the type that their place asks for. */
final class UnknownLiterals {
  private final StatementAnalysis statement;
  private final ObjectReferences references;

  UnknownLiterals(StatementAnalysis statement) {
    this.statement = statement;
    this.references = new ObjectReferences(statement);
  }

  /**
   * @param text the literal; null for NULL
   */
  RexNode convert(@Nullable String text, SqlType target, Context context, Position position) {
    if (text == null || target.is(TypeKind.UNKNOWN)) {
      return statement.rels().constant(text, target);
    }
    if (Coercion.isReference(target)) {
      return statement.rels().constant(references.resolve(text, target, position), target);
    }
    SqlType plain = Types.plain(target);
    RexNode value =
        plain.equals(ScalarType.TEXT)
            ? statement.rels().constant(text, ScalarType.TEXT)
            : statement.rels().constant(parse(text, plain, position), plain);
    return statement.coercion().coerce(value, target, context, position);
  }

  private @Nullable Object parse(String text, SqlType plain, Position position) {
    CastRule rule =
        statement
            .functions()
            .cast(ScalarType.TEXT, plain)
            .orElseThrow(() -> noInput(plain, position));
    ScalarExpr literal = new ScalarExpr.Literal(text, ScalarType.TEXT);
    try {
      return statement
          .functions()
          .evaluate(new ScalarExpr.Call(rule.identity(), List.of(literal), plain, true));
    } catch (TidewaterException e) {
      throw Failures.at(position, e);
    }
  }

  private static TidewaterException noInput(SqlType type, Position position) {
    return Failures.at(
            position, ErrorCode.FEATURE_NOT_SUPPORTED, "literals of type {type} are not supported")
        .with("type", type.display());
  }
}
