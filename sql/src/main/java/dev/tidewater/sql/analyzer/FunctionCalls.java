package dev.tidewater.sql.analyzer;

import dev.tidewater.engine.function.SqlFunction;
import dev.tidewater.engine.function.SqlFunction.Kind;
import dev.tidewater.sql.analyzer.OverloadResolver.Chosen;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.Argument;
import dev.tidewater.sql.ast.Expression.Cast;
import dev.tidewater.sql.ast.Expression.FunctionCall;
import dev.tidewater.sql.ast.Expression.NullTreatment;
import dev.tidewater.sql.ast.Over;
import dev.tidewater.sql.ast.TypeName;
import dev.tidewater.types.ErrorCode;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Calls by name: scalar functions, and what PostgreSQL takes for a cast. */
final class FunctionCalls {
  private static final Set<String> SYSTEM_SCHEMAS =
      Set.of("pg_catalog", "mz_catalog", "mz_internal", "information_schema");

  private final StatementAnalysis statement;
  private final ExpressionContext context;
  private final ExpressionAnalyzer expressions;

  FunctionCalls(
      StatementAnalysis statement, ExpressionContext context, ExpressionAnalyzer expressions) {
    this.statement = statement;
    this.context = context;
    this.expressions = expressions;
  }

  RexNode call(FunctionCall call) {
    checkSyntax(call);
    String name = call.name().last();
    List<SqlFunction> overloads = statement.functions().functions(name);
    Over over = call.over();
    if (over != null) {
      return new WindowCalls(statement, context).call(call, over, overloads);
    }
    if (overloads.stream().anyMatch(overload -> overload.kind() == Kind.WINDOW)) {
      throw Failures.at(
              call.position(),
              ErrorCode.WRONG_OBJECT_TYPE,
              "window function {function} requires an OVER clause")
          .with("function", call.name());
    }
    if (overloads.stream().anyMatch(overload -> overload.kind() == Kind.AGGREGATE)) {
      return new AggregateCalls(statement, context).call(call, overloads);
    }
    checkScalar(call);
    if (overloads.stream().anyMatch(overload -> overload.kind() == Kind.SET_RETURNING)) {
      return set(call, overloads);
    }
    List<Expression> written = call.arguments().stream().map(Argument::value).toList();
    List<RexNode> arguments = expressions.analyzeAll(written);
    RexNode ofSession = new SessionValues(statement).function(name, arguments, call.position());
    if (ofSession != null) {
      return ofSession;
    }
    RexNode cast = asCast(call, overloads, written);
    if (cast != null) {
      return cast;
    }
    Chosen chosen = statement.calls().choose(call.name(), overloads, arguments, call.position());
    return statement.calls().apply(chosen, arguments, call.position());
  }

  /** A set-returning function where it is not the whole of an element of FROM. */
  private RexNode set(FunctionCall call, List<SqlFunction> overloads) {
    if (context.clause() == Clause.AGGREGATE) {
      throw Failures.at(
              call.position(),
              ErrorCode.FEATURE_NOT_SUPPORTED,
              "aggregate function calls cannot contain set-returning function calls")
          .hint("You might be able to move the set-returning function into a LATERAL FROM item.");
    }
    if (context.clause() != Clause.SELECT && context.clause() != Clause.ORDER_BY) {
      throw Failures.at(
              call.position(),
              ErrorCode.FEATURE_NOT_SUPPORTED,
              context.clause() == Clause.FROM_FUNCTION
                  ? "set-returning functions must appear at top level of FROM"
                  : "set-returning functions are not allowed in {clause}")
          .with("clause", context.clause().display());
    }
    List<RexNode> given =
        expressions.analyzeAll(call.arguments().stream().map(Argument::value).toList());
    Chosen chosen = statement.calls().choose(call.name(), overloads, given, call.position());
    return statement
        .rels()
        .rex()
        .makeCall(
            statement.rels().types().nullable(chosen.result()),
            new SetOperator(chosen.signature(), chosen.result(), call.position()),
            statement.calls().castArguments(chosen, given, call.position()));
  }

  static void checkSyntax(FunctionCall call) {
    List<String> qualifiers = call.name().qualifiers();
    boolean known =
        qualifiers.isEmpty()
            || (qualifiers.size() == 1 && SYSTEM_SCHEMAS.contains(qualifiers.get(0)));
    if (!known) {
      throw Failures.at(
              call.position(), ErrorCode.UNDEFINED_FUNCTION, "function {function} does not exist")
          .with("function", call.name() + "()");
    }
    for (Argument argument : call.arguments()) {
      if (argument.name() != null) {
        throw Failures.notSupported(argument.position(), "named arguments");
      }
      if (argument.variadic()) {
        throw Failures.notSupported(argument.position(), "VARIADIC arguments");
      }
    }
    if (call.nullTreatment() != NullTreatment.UNSPECIFIED) {
      throw Failures.notSupported(call.position(), "RESPECT NULLS and IGNORE NULLS");
    }
  }

  static void checkScalar(FunctionCall call) {
    if (!call.withinGroup().isEmpty()) {
      throw Failures.at(
              call.position(),
              ErrorCode.WRONG_OBJECT_TYPE,
              "WITHIN GROUP specified, but {function} is not an aggregate function")
          .with("function", call.name());
    }
    String what =
        call.star()
            ? "(*)"
            : call.distinct()
                ? "DISTINCT"
                : !call.orderBy().isEmpty() ? "ORDER BY" : call.filter() != null ? "FILTER" : "";
    if (!what.isEmpty()) {
      throw Failures.at(
              call.position(),
              ErrorCode.WRONG_OBJECT_TYPE,
              "{what} specified, but {function} is not an aggregate function")
          .with("what", what)
          .with("function", call.name());
    }
  }

  /** {@code text(x)}, {@code float8(x)}: a type's name with one argument, if nothing else fits. */
  private @Nullable RexNode asCast(
      FunctionCall call, List<SqlFunction> overloads, List<Expression> written) {
    if (!overloads.isEmpty() || written.size() != 1) {
      return null;
    }
    TypeName type = new TypeName(call.name(), List.of(), "", 0, 0, call.position());
    if (TypeNames.lookUp(type).isEmpty()) {
      return null;
    }
    return expressions.analyze(new Cast(written.get(0), type, call.position()));
  }
}
