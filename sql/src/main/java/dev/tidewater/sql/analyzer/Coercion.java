package dev.tidewater.sql.analyzer;

import dev.tidewater.engine.function.CastContext;
import dev.tidewater.engine.function.SqlFunction;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.rel.ConstantOperator;
import dev.tidewater.sql.rel.FunctionOperator;
import dev.tidewater.sql.rel.ParameterOperator;
import dev.tidewater.sql.rel.ValueType;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.RecordType;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.TypeKind;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;

/** Casts, written or implied; and what becomes of literals and parameters of open type. */
final class Coercion {
  private final StatementAnalysis statement;
  private final UnknownLiterals literals;

  Coercion(StatementAnalysis statement) {
    this.statement = statement;
    this.literals = new UnknownLiterals(statement);
  }

  static SqlType typeOf(RexNode node) {
    return ValueType.of(node.getType());
  }

  static boolean isUnknown(RexNode node) {
    return Types.isUnknown(typeOf(node));
  }

  /** Whether {@link #coerce} will find a way, modifiers apart. */
  boolean canCoerce(SqlType from, SqlType to, CastContext context) {
    return Types.isUnknown(from) || Types.same(from, to) || rule(from, to, context).isPresent();
  }

  private Optional<SqlFunction> rule(SqlType from, SqlType to, CastContext context) {
    return statement.functions().cast(Types.plain(from), Types.plain(to), context);
  }

  /** A value of exactly this type, or a failure that blames a place. */
  RexNode coerce(RexNode node, SqlType target, CastContext context, Position position) {
    SqlType source = typeOf(node);
    if (source.equals(target)) {
      return node;
    }
    if (Types.isUnknown(source)) {
      return settleUnknown(node, target, context, position);
    }
    if (Types.same(source, target)) {
      return applyModifiers(node, target, context);
    }
    if (source instanceof RecordType && TypeCategory.of(target) == TypeCategory.STRING) {
      // Of any record, as ASSIGNMENT casts to text are there for any type.
      if (context != CastContext.IMPLICIT) {
        return coerce(new Records(statement).text(node), target, context, position);
      }
    }
    SqlFunction rule = rule(source, target, context).orElse(null);
    if (rule == null) {
      throw cannotCast(source, target, position);
    }
    return cast(node, rule, target);
  }

  /** A value that a function can take: its modifiers do not matter. */
  RexNode coerceArgument(RexNode node, SqlType parameter, Position position) {
    return Types.same(typeOf(node), parameter) && !isUnknown(node)
        ? node
        : coerce(node, parameter, CastContext.IMPLICIT, position);
  }

  /** The same, for what must be a truth value: {@code argument of WHERE must be type boolean}. */
  RexNode coerceToBoolean(RexNode node, String clause, Position position) {
    if (!canCoerce(typeOf(node), ScalarType.BOOLEAN, CastContext.IMPLICIT)) {
      throw Failures.mismatch(
              position, "argument of {clause} must be type boolean, not type {type}")
          .with("clause", clause)
          .with("type", Types.display(typeOf(node)));
    }
    return coerce(node, ScalarType.BOOLEAN, CastContext.IMPLICIT, position);
  }

  /** What is still open at the end is text, as in PostgreSQL. */
  RexNode settleAsText(RexNode node, Position position) {
    return isUnknown(node) ? coerce(node, ScalarType.TEXT, CastContext.IMPLICIT, position) : node;
  }

  private RexNode settleUnknown(
      RexNode node, SqlType target, CastContext context, Position position) {
    ConstantOperator constant = ConstantOperator.of(node);
    if (constant != null) {
      return literals.convert((String) constant.value(), target, context, position);
    }
    if (node instanceof RexCall call && call.op instanceof ParameterOperator parameter) {
      SqlType plain = Types.plain(target);
      statement.parameters().settle(parameter.index(), plain, position);
      return applyModifiers(statement.rels().parameter(parameter.index(), plain), target, context);
    }
    // An open column of a subquery: rare, since subqueries settle their columns as text.
    throw cannotCast(ScalarType.UNKNOWN, target, position);
  }

  /** From one set of modifiers of a type to another: checks lengths, rounds, pads. */
  private RexNode applyModifiers(RexNode node, SqlType target, CastContext context) {
    SqlType source = typeOf(node);
    if (source.equals(target)) {
      return node;
    }
    SqlFunction rule =
        rule(source, target, context)
            .orElseThrow(() -> new IllegalStateException("no cast to apply modifiers: " + target));
    return cast(node, rule, target);
  }

  private RexNode cast(RexNode node, SqlFunction rule, SqlType target) {
    FunctionOperator operator =
        new FunctionOperator(rule.identity(), rule.nulls(), rule.volatility());
    return statement.calls().fold(statement.rels().call(operator, target, List.of(node)));
  }

  private static TidewaterException cannotCast(SqlType source, SqlType target, Position position) {
    return Failures.at(position, ErrorCode.CANNOT_COERCE, "cannot cast type {from} to {to}")
        .with("from", Types.display(source))
        .with("to", Types.display(target));
  }

  /** Whether a type is one of those that name objects of the catalog. */
  static boolean isReference(SqlType type) {
    return type.is(TypeKind.REGCLASS) || type.is(TypeKind.REGTYPE) || type.is(TypeKind.REGPROC);
  }
}
