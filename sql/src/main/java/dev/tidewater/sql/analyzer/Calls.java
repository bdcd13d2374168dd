package dev.tidewater.sql.analyzer;

import dev.tidewater.engine.function.CastContext;
import dev.tidewater.engine.function.SqlFunction;
import dev.tidewater.engine.function.Volatility;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.sql.analyzer.OverloadResolver.Ambiguous;
import dev.tidewater.sql.analyzer.OverloadResolver.Chosen;
import dev.tidewater.sql.analyzer.OverloadResolver.NoneFits;
import dev.tidewater.sql.analyzer.OverloadResolver.Outcome;
import dev.tidewater.sql.ast.Operator;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.rel.ConstantOperator;
import dev.tidewater.sql.rel.FunctionOperator;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.TypeKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;

/** Finds the function or operator that a name and some arguments mean, and applies it. */
final class Calls {
  private static final String ADD_CASTS = "You might need to add explicit type casts.";

  /** What a logical time may be compared with: numbers are milliseconds since 1970. */
  private static final Set<TypeKind> LOGICAL_TIMES =
      EnumSet.of(
          TypeKind.DATE,
          TypeKind.TIMESTAMP,
          TypeKind.TIMESTAMPTZ,
          TypeKind.INT4,
          TypeKind.INT8,
          TypeKind.NUMERIC);

  private final StatementAnalysis statement;

  Calls(StatementAnalysis statement) {
    this.statement = statement;
  }

  private OverloadResolver resolver() {
    return new OverloadResolver(statement.coercion());
  }

  /** An infix operator. */
  RexNode infix(Operator operator, RexNode left, RexNode right) {
    checkSchema(operator);
    return infix(operator.symbol(), left, right, operator.position());
  }

  RexNode infix(String symbol, RexNode leftSide, RexNode rightSide, Position position) {
    RexNode left = asLogicalTime(leftSide, rightSide, position);
    RexNode right = asLogicalTime(rightSide, leftSide, position);
    List<SqlFunction> overloads =
        statement.functions().operators(symbol).stream()
            .filter(signature -> signature.parameters().size() == 2)
            .toList();
    SqlType leftType = Coercion.typeOf(left);
    SqlType rightType = Coercion.typeOf(right);
    Outcome outcome = resolver().resolveInfix(overloads, leftType, rightType);
    if (outcome instanceof Chosen chosen) {
      SqlType common = MixedComparisons.commonType(chosen, left, right);
      return common == null
          ? apply(chosen, List.of(left, right), position)
          : infix(symbol, as(left, common, position), as(right, common, position), position);
    }
    String shown = Types.display(leftType) + " " + symbol + " " + Types.display(rightType);
    throw operatorFailure(outcome, shown, position);
  }

  /** What a logical time is compared with becomes one. */
  private RexNode asLogicalTime(RexNode node, RexNode other, Position position) {
    SqlType type = Coercion.typeOf(node);
    return Coercion.typeOf(other).is(TypeKind.MZ_TIMESTAMP)
            && LOGICAL_TIMES.stream().anyMatch(type::is)
        ? statement.coercion().coerce(node, ScalarType.MZ_TIMESTAMP, CastContext.EXPLICIT, position)
        : node;
  }

  private RexNode as(RexNode node, SqlType type, Position position) {
    return statement.coercion().coerce(node, type, CastContext.ASSIGNMENT, position);
  }

  /** A prefix operator. */
  RexNode prefix(Operator operator, RexNode operand) {
    checkSchema(operator);
    List<SqlFunction> overloads =
        statement.functions().operators(operator.symbol()).stream()
            .filter(signature -> signature.parameters().size() == 1)
            .toList();
    SqlType type = Coercion.typeOf(operand);
    Outcome outcome = resolver().resolve(overloads, List.of(type));
    if (outcome instanceof Chosen chosen) {
      return apply(chosen, List.of(operand), operator.position());
    }
    throw operatorFailure(
        outcome, operator.symbol() + " " + Types.display(type), operator.position());
  }

  /** A scalar function that syntax other than a call stands for. */
  RexNode function(String name, List<RexNode> arguments, Position position) {
    Chosen chosen =
        choose(QualifiedName.of(name), statement.functions().functions(name), arguments, position);
    return apply(chosen, arguments, position);
  }

  /** The overload for a call by name. */
  Chosen choose(
      QualifiedName name, List<SqlFunction> overloads, List<RexNode> arguments, Position position) {
    List<SqlType> types = arguments.stream().map(Coercion::typeOf).toList();
    Outcome outcome = resolver().resolve(overloads, types);
    if (outcome instanceof Chosen chosen) {
      return chosen;
    }
    String shown =
        name + types.stream().map(Types::display).collect(Collectors.joining(", ", "(", ")"));
    if (outcome instanceof Ambiguous) {
      throw Failures.at(position, ErrorCode.AMBIGUOUS_FUNCTION, "function {function} is not unique")
          .with("function", shown)
          .hint("Could not choose a best candidate function. " + ADD_CASTS);
    }
    throw Failures.at(position, ErrorCode.UNDEFINED_FUNCTION, "function {function} does not exist")
        .with("function", shown)
        .hint("No function matches the given name and argument types. " + ADD_CASTS);
  }

  /** Casts the arguments and calls. */
  RexNode apply(Chosen chosen, List<RexNode> arguments, Position position) {
    SqlFunction signature = chosen.signature();
    List<RexNode> cast = castArguments(chosen, arguments, position);
    if (isPlainEquality(signature, cast)) {
      return statement.rels().plainEquals(cast.get(0), cast.get(1));
    }
    FunctionOperator operator =
        new FunctionOperator(signature.identity(), signature.nulls(), signature.volatility());
    return statement.rels().call(operator, chosen.result(), cast);
  }

  List<RexNode> castArguments(Chosen chosen, List<RexNode> arguments, Position position) {
    List<RexNode> cast = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      RexNode argument = arguments.get(i);
      SqlType parameter = chosen.parameters().get(i);
      cast.add(statement.coercion().coerceArgument(argument, parameter, position));
    }
    return List.copyOf(cast);
  }

  /** Calcite is told only of equalities that let it put one side in the place of the other. */
  private static boolean isPlainEquality(SqlFunction signature, List<RexNode> arguments) {
    if (!signature.name().equals("=") || arguments.size() != 2) {
      return false;
    }
    SqlType type = Coercion.typeOf(arguments.get(0));
    return type.equals(Coercion.typeOf(arguments.get(1))) && Types.equalityIsIdentity(type);
  }

  /** Computes a call now if all its arguments are constants and it succeeds. */
  RexNode fold(RexNode node) {
    if (!(node instanceof RexCall call)
        || !(call.op instanceof FunctionOperator operator)
        || operator.volatility() != Volatility.IMMUTABLE) {
      return node;
    }
    List<ScalarExpr> arguments = new ArrayList<>();
    for (RexNode argument : call.getOperands()) {
      ConstantOperator constant = ConstantOperator.of(argument);
      if (constant == null) {
        return node;
      }
      arguments.add(new ScalarExpr.Literal(constant.value(), constant.type()));
    }
    SqlType type = Coercion.typeOf(node);
    try {
      Object value =
          statement
              .functions()
              .evaluate(new ScalarExpr.Call(operator.identity(), arguments, type, true));
      return statement.rels().constant(value, type);
    } catch (TidewaterException e) {
      // Fails when it is run, if it is: it may stand in a branch that is never taken.
      return node;
    }
  }

  private static void checkSchema(Operator operator) {
    if (operator.schema() != null && !operator.schema().value().equals("pg_catalog")) {
      throw Failures.at(
              operator.position(),
              ErrorCode.INVALID_SCHEMA_NAME,
              "schema \"{schema}\" does not exist")
          .with("schema", operator.schema().value());
    }
  }

  private static TidewaterException operatorFailure(
      Outcome outcome, String shown, Position position) {
    if (outcome instanceof NoneFits) {
      return Failures.at(
              position, ErrorCode.UNDEFINED_FUNCTION, "operator does not exist: {operator}")
          .with("operator", shown)
          .hint("No operator matches the given name and argument types. " + ADD_CASTS);
    }
    return Failures.at(position, ErrorCode.AMBIGUOUS_FUNCTION, "operator is not unique: {operator}")
        .with("operator", shown)
        .hint("Could not choose a best candidate operator. " + ADD_CASTS);
  }
}
