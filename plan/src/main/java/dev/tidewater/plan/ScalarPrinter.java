package dev.tidewater.plan;

import dev.tidewater.plan.ScalarExpr.And;
import dev.tidewater.plan.ScalarExpr.Call;
import dev.tidewater.plan.ScalarExpr.Case;
import dev.tidewater.plan.ScalarExpr.Coalesce;
import dev.tidewater.plan.ScalarExpr.ColumnRef;
import dev.tidewater.plan.ScalarExpr.IsNull;
import dev.tidewater.plan.ScalarExpr.Literal;
import dev.tidewater.plan.ScalarExpr.Not;
import dev.tidewater.plan.ScalarExpr.Or;
import dev.tidewater.plan.ScalarExpr.Parameter;
import dev.tidewater.plan.ScalarExpr.When;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes expressions: columns as {@code #0}, calls by the function's identity. */
final class ScalarPrinter implements ScalarExpr.Visitor<String> {
  static String print(ScalarExpr expr) {
    return expr.accept(new ScalarPrinter());
  }

  static String printAll(List<ScalarExpr> exprs) {
    return exprs.stream().map(ScalarPrinter::print).collect(Collectors.joining(", ", "[", "]"));
  }

  /** Truth values and NULL as such; all else with its type. */
  static String literal(@Nullable Object value, SqlType type) {
    if (value == null) {
      return "NULL:" + type.display();
    }
    if (type.equals(ScalarType.BOOLEAN)) {
      return value.toString();
    }
    String text =
        value instanceof byte[] bytes ? "\\x" + HexFormat.of().formatHex(bytes) : value.toString();
    return "'" + text.replace("'", "''") + "':" + type.display();
  }

  @Override
  public String visitColumnRef(ColumnRef expr) {
    return "#" + expr.column();
  }

  @Override
  public String visitLiteral(Literal expr) {
    return literal(expr.value(), expr.type());
  }

  @Override
  public String visitParameter(Parameter expr) {
    return "$" + expr.index() + ":" + expr.type().display();
  }

  @Override
  public String visitCall(Call expr) {
    return expr.function()
        + expr.args().stream().map(ScalarPrinter::print).collect(Collectors.joining(", ", "{", "}"))
        + modifiers(expr.type());
  }

  /** The identity says the type but for its modifiers. */
  private static String modifiers(SqlType type) {
    return type.typmod() < 0 ? "" : ":" + type.display();
  }

  @Override
  public String visitAnd(And expr) {
    return joined(expr.args(), " AND ");
  }

  @Override
  public String visitOr(Or expr) {
    return joined(expr.args(), " OR ");
  }

  private static String joined(List<ScalarExpr> args, String between) {
    return args.stream().map(ScalarPrinter::print).collect(Collectors.joining(between, "(", ")"));
  }

  @Override
  public String visitNot(Not expr) {
    return expr.arg() instanceof IsNull test
        ? "(" + print(test.arg()) + " IS NOT NULL)"
        : "NOT(" + print(expr.arg()) + ")";
  }

  @Override
  public String visitIsNull(IsNull expr) {
    return "(" + print(expr.arg()) + " IS NULL)";
  }

  @Override
  public String visitCase(Case expr) {
    StringBuilder text = new StringBuilder("CASE");
    for (When when : expr.whens()) {
      text.append(" WHEN ").append(print(when.condition()));
      text.append(" THEN ").append(print(when.result()));
    }
    return text.append(" ELSE ").append(print(expr.otherwise())).append(" END").toString();
  }

  @Override
  public String visitCoalesce(Coalesce expr) {
    return expr.args().stream()
        .map(ScalarPrinter::print)
        .collect(Collectors.joining(", ", "COALESCE(", ")"));
  }
}
