package dev.tidewater.sql.analyzer;

import dev.tidewater.engine.function.CastContext;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.TypeKind;
import dev.tidewater.types.format.Modifiers;
import dev.tidewater.types.format.TextFormat;
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
  RexNode convert(@Nullable String text, SqlType target, CastContext context, Position position) {
    if (text == null || target.is(TypeKind.UNKNOWN)) {
      return statement.rels().constant(text, target);
    }
    if (Coercion.isReference(target)) {
      return statement.rels().constant(references.resolve(text, target, position), target);
    }
    if (target.is(TypeKind.REGNAMESPACE) || target.is(TypeKind.REGROLE)) {
      // The session looks them up.
      return statement
          .coercion()
          .coerce(
              statement.rels().constant(text, ScalarType.TEXT),
              target,
              CastContext.EXPLICIT,
              position);
    }
    return statement.rels().constant(parse(text, target, context, position), target);
  }

  private Object parse(String text, SqlType target, CastContext context, Position position) {
    boolean cut = context == CastContext.EXPLICIT && target instanceof ScalarType;
    if (cut && target.is(TypeKind.VARCHAR)) {
      return Modifiers.castVarchar(text, (ScalarType) target);
    } else if (cut && target.is(TypeKind.BPCHAR)) {
      return Modifiers.castBpchar(text, (ScalarType) target);
    }
    try {
      return TextFormat.in(statement.context().timeZone()).parse(target, text);
    } catch (TidewaterException e) {
      throw Failures.at(position, e);
    }
  }
}
