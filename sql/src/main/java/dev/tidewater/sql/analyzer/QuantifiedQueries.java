package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.Argument;
import dev.tidewater.sql.ast.Expression.BinaryOperation;
import dev.tidewater.sql.ast.Expression.BooleanLiteral;
import dev.tidewater.sql.ast.Expression.Case;
import dev.tidewater.sql.ast.Expression.ColumnReference;
import dev.tidewater.sql.ast.Expression.FunctionCall;
import dev.tidewater.sql.ast.Expression.IsTest;
import dev.tidewater.sql.ast.Expression.IsTestKind;
import dev.tidewater.sql.ast.Expression.NullLiteral;
import dev.tidewater.sql.ast.Expression.NullTreatment;
import dev.tidewater.sql.ast.Expression.QuantifiedSubquery;
import dev.tidewater.sql.ast.Expression.Quantifier;
import dev.tidewater.sql.ast.Expression.ScalarSubquery;
import dev.tidewater.sql.ast.Expression.When;
import dev.tidewater.sql.ast.FromItem.Alias;
import dev.tidewater.sql.ast.FromItem.SubqueryReference;
import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.ast.Operator;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.ast.Query;
import dev.tidewater.sql.ast.Query.ColumnAlias;
import dev.tidewater.sql.ast.QueryBody.Select;
import dev.tidewater.sql.ast.QueryBody.SelectItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code x < ANY (query)} and {@code x < ALL (query)} as a scalar query over the values of the
 * query: for ANY it is
 *
 * <pre>
 *   (SELECT CASE WHEN bool_or(x &lt; v) THEN true WHEN count(*) FILTER (WHERE (x &lt; v) IS NULL) &gt; 0 THEN NULL
 *                ELSE false END FROM (query) AS q (v))
 * </pre>
 *
 * and for ALL the same with false and true exchanged.
 */
final class QuantifiedQueries {
  /** Names that nobody writes, so that what is compared can't mean them. */
  private static final String TABLE = " quantified";

  private static final String VALUE = " value";

  private final Position position;
  private final Expression comparison;

  private QuantifiedQueries(QuantifiedSubquery expression) {
    this.position = expression.position();
    this.comparison =
        new BinaryOperation(
            expression.operator(),
            expression.left(),
            new ColumnReference(
                new QualifiedName(List.of(name(TABLE), name(VALUE)), position), position),
            position);
  }

  static ScalarSubquery asScalar(QuantifiedSubquery expression) {
    return new QuantifiedQueries(expression).scalar(expression);
  }

  private Identifier name(String value) {
    return new Identifier(value, position);
  }

  private ScalarSubquery scalar(QuantifiedSubquery expression) {
    boolean any = expression.quantifier() == Quantifier.ANY;
    Expression decisive = any ? comparison : new Expression.Not(comparison, position);
    Expression unknown = new IsTest(comparison, IsTestKind.NULL, position);
    Case outcome =
        new Case(
            null,
            List.of(
                new When(call("bool_or", decisive, null), truth(any)),
                new When(isSome(call("count", null, unknown)), new NullLiteral(position))),
            truth(!any),
            position);
    Alias alias =
        new Alias(name(TABLE), List.of(new ColumnAlias(name(VALUE), null, position)), position);
    Select select =
        new Select(
            null,
            List.of(new SelectItem(outcome, null, position)),
            List.of(new SubqueryReference(expression.query(), false, alias, position)),
            null,
            null,
            null,
            List.of(),
            List.of(),
            position);
    return new ScalarSubquery(Query.of(select), position);
  }

  private Expression truth(boolean value) {
    return new BooleanLiteral(value, position);
  }

  private Expression isSome(Expression count) {
    return new BinaryOperation(
        Operator.of(">", position), count, new Expression.NumberLiteral("0", position), position);
  }

  /**
   * @param argument null for all rows
   */
  private FunctionCall call(
      String function, @Nullable Expression argument, @Nullable Expression filter) {
    return new FunctionCall(
        QualifiedName.of(function),
        argument == null ? List.of() : List.of(Argument.positional(argument)),
        argument == null,
        false,
        List.of(),
        List.of(),
        filter,
        NullTreatment.UNSPECIFIED,
        null,
        position);
  }
}
