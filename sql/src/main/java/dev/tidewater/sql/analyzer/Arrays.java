package dev.tidewater.sql.analyzer;

import dev.tidewater.engine.function.CastContext;
import dev.tidewater.engine.function.NullBehavior;
import dev.tidewater.engine.function.Volatility;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.ArrayConstructor;
import dev.tidewater.sql.ast.Expression.QuantifiedArray;
import dev.tidewater.sql.ast.Expression.Quantifier;
import dev.tidewater.sql.ast.Expression.Subscript;
import dev.tidewater.sql.ast.Expression.SubscriptIndex;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.functions.Functions;
import dev.tidewater.sql.rel.ConstantOperator;
import dev.tidewater.sql.rel.FunctionOperator;
import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ArrayValue;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Array constructors, subscripts, and comparisons with all elements of an array. */
final class Arrays {
  private final StatementAnalysis statement;
  private final ExpressionAnalyzer expressions;

  Arrays(StatementAnalysis statement, ExpressionAnalyzer expressions) {
    this.statement = statement;
    this.expressions = expressions;
  }

  RexNode construct(ArrayConstructor expression) {
    if (expression.elements().isEmpty()) {
      throw Failures.at(
              expression.position(),
              ErrorCode.INDETERMINATE_DATATYPE,
              "cannot determine type of empty array")
          .hint("Explicitly cast to the desired type, for example ARRAY[]::integer[].");
    }
    checkDimensions(expression);
    List<RexNode> elements =
        new CommonTypes(statement.coercion())
            .unify(
                expressions.analyzeAll(expression.elements()),
                "ARRAY",
                ExpressionAnalyzer.positions(expression.elements()));
    return ofElements(elements, Coercion.typeOf(elements.get(0)), expression.position());
  }

  /** {@code ARRAY[…]::t[]}: the cast goes to each element, so that literals are read as t. */
  RexNode construct(ArrayConstructor expression, SqlType target) {
    if (!(target instanceof ArrayType array)) {
      RexNode whole = construct(expression);
      return statement
          .coercion()
          .coerce(whole, target, CastContext.EXPLICIT, expression.position());
    }
    checkDimensions(expression);
    List<RexNode> elements = new ArrayList<>();
    for (Expression element : expression.elements()) {
      elements.add(
          statement
              .coercion()
              .coerce(
                  expressions.analyze(element),
                  array.element(),
                  CastContext.EXPLICIT,
                  element.position()));
    }
    return ofElements(elements, array.element(), expression.position());
  }

  private static void checkDimensions(ArrayConstructor expression) {
    for (Expression element : expression.elements()) {
      if (element instanceof ArrayConstructor) {
        throw Failures.notSupported(element.position(), "arrays of several dimensions");
      }
    }
  }

  private RexNode ofElements(List<RexNode> elements, SqlType element, Position position) {
    if (!(element instanceof ScalarType scalar)) {
      throw Failures.notSupported(position, "arrays of several dimensions");
    }
    ArrayType type = new ArrayType(scalar);
    List<ConstantOperator> constants = new ArrayList<>();
    for (RexNode node : elements) {
      ConstantOperator constant = ConstantOperator.of(node);
      if (constant != null) {
        constants.add(constant);
      }
    }
    if (constants.size() == elements.size()) {
      ArrayValue value =
          ArrayValue.copyOf(constants.stream().map(ConstantOperator::value).toList());
      return statement.rels().constant(value, type);
    }
    FunctionOperator operator =
        new FunctionOperator(Functions.ARRAY_OF, NullBehavior.NEVER, Volatility.IMMUTABLE);
    return statement.rels().call(operator, type, elements);
  }

  RexNode subscript(Subscript expression) {
    if (expression.indexes().size() != 1 || expression.indexes().get(0).slice()) {
      throw Failures.notSupported(expression.position(), "array slices and several subscripts");
    }
    RexNode operand = expressions.analyze(expression.operand());
    if (!(Coercion.typeOf(operand) instanceof ArrayType array)) {
      throw Failures.mismatch(
              expression.position(),
              "cannot subscript type {type} because it does not support subscripting")
          .with("type", Types.display(Coercion.typeOf(operand)));
    }
    RexNode index = index(expression.indexes().get(0));
    FunctionOperator operator =
        new FunctionOperator(Functions.ARRAY_ELEMENT, NullBehavior.ANY, Volatility.IMMUTABLE);
    return statement.rels().call(operator, array.element(), List.of(operand, index));
  }

  private RexNode index(SubscriptIndex index) {
    Expression lower = index.lower();
    if (lower == null) {
      throw Failures.notSupported(index.position(), "array slices");
    }
    return statement
        .coercion()
        .coerce(
            expressions.analyze(lower), ScalarType.INT4, CastContext.ASSIGNMENT, lower.position());
  }

  /** {@code x op ANY (array)}: over the elements if they are known here. */
  RexNode quantified(QuantifiedArray expression) {
    RexNode left = expressions.analyze(expression.left());
    List<RexNode> elements = elements(expression, left);
    if (elements == null) {
      return overAnyArray(expression, left);
    }
    List<RexNode> comparisons = new ArrayList<>();
    for (RexNode element : elements) {
      comparisons.add(statement.calls().infix(expression.operator(), left, element));
    }
    boolean any = expression.quantifier() == Quantifier.ANY;
    if (comparisons.isEmpty()) {
      return statement.rels().constant(!any, ScalarType.BOOLEAN);
    }
    Conditionals conditionals = new Conditionals(statement, expressions);
    return any ? conditionals.or(comparisons) : conditionals.and(comparisons);
  }

  /** Comparisons have functions for this, named for operator and quantifier. */
  private RexNode overAnyArray(QuantifiedArray expression, RexNode left) {
    String name =
        expression.operator().symbol() + expression.quantifier().name().toLowerCase(Locale.ROOT);
    if (statement.functions().functions(name).isEmpty()) {
      throw Failures.notSupported(
          expression.position(),
          expression.operator().symbol()
              + " "
              + expression.quantifier().name()
              + " over an array that is not constant");
    }
    RexNode array = expressions.analyze(expression.array());
    RexNode settled =
        Coercion.isUnknown(array) ? settle(array, left, expression.array().position()) : array;
    return statement.calls().function(name, List.of(left, settled), expression.position());
  }

  private @Nullable List<RexNode> elements(QuantifiedArray expression, RexNode left) {
    if (expression.array() instanceof ArrayConstructor constructor) {
      return new CommonTypes(statement.coercion())
          .unify(
              expressions.analyzeAll(constructor.elements()),
              "ARRAY",
              ExpressionAnalyzer.positions(constructor.elements()));
    }
    RexNode array = expressions.analyze(expression.array());
    if (Coercion.isUnknown(array)) {
      array = settle(array, left, expression.array().position());
    }
    if (!(Coercion.typeOf(array) instanceof ArrayType type)) {
      throw notAnArray(expression);
    }
    if (array instanceof RexCall call
        && call.op instanceof FunctionOperator operator
        && operator.identity().equals(Functions.ARRAY_OF)) {
      return call.getOperands();
    }
    ConstantOperator constant = ConstantOperator.of(array);
    if (constant == null) {
      return null;
    }
    // Of a NULL array the comparison is NULL, as with one NULL element.
    List<? extends @Nullable Object> values =
        constant.value() == null
            ? ArrayValue.of((Object) null).elements()
            : ((ArrayValue) constant.value()).elements();
    return values.stream().map(v -> statement.rels().constant(v, type.element())).toList();
  }

  /** An open literal is read as an array of the left side's type. */
  private RexNode settle(RexNode array, RexNode left, Position position) {
    SqlType element = Types.plain(Coercion.typeOf(left));
    ScalarType scalar =
        Types.isUnknown(element) || !(element instanceof ScalarType known)
            ? ScalarType.TEXT
            : known;
    return statement
        .coercion()
        .coerce(array, new ArrayType(scalar), CastContext.IMPLICIT, position);
  }

  private static TidewaterException notAnArray(QuantifiedArray expression) {
    return Failures.at(
        expression.array().position(),
        ErrorCode.WRONG_OBJECT_TYPE,
        "op ANY/ALL (array) requires array on right side");
  }
}
