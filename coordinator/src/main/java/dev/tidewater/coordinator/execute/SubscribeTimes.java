package dev.tidewater.coordinator.execute;

import dev.tidewater.sql.ast.CursorStatement.Subscribe;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.catalog.AnalysisContext;
import dev.tidewater.sql.planner.SqlPlanner;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TidewaterException;
import java.util.OptionalLong;

/** The bounds in time of a SUBSCRIBE. */
final class SubscribeTimes {
  private final SqlPlanner planner;
  private final AnalysisContext context;

  SubscribeTimes(SqlPlanner planner, AnalysisContext context) {
    this.planner = planner;
    this.context = context;
  }

  /**
   * Where it begins.
   *
   * @param chosen the time to begin at if the statement does not say
   */
  long asOf(Subscribe statement, long chosen) {
    if (statement.asOf() == null) {
      return chosen;
    }
    long wanted = evaluate(statement.asOf(), "AS OF");
    return statement.asOfAtLeast() ? Math.max(wanted, chosen) : wanted;
  }

  /** Where it ends. */
  OptionalLong upTo(Subscribe statement, long asOf) {
    if (statement.upTo() == null) {
      return OptionalLong.empty();
    }
    long upTo = evaluate(statement.upTo(), "UP TO");
    if (upTo < asOf) {
      throw new TidewaterException(
              ErrorCode.INVALID_PARAMETER_VALUE,
              "subscription lower bound (`AS OF`) is greater than its upper bound (`UP TO`):"
                  + " {from} > {to}")
          .with("from", asOf)
          .with("to", upTo)
          .at(statement.upTo().position().offset());
    }
    return OptionalLong.of(upTo);
  }

  private long evaluate(Expression expression, String clause) {
    Object value = planner.evaluate(expression, ScalarType.MZ_TIMESTAMP, context);
    if (value == null) {
      throw new TidewaterException(
              ErrorCode.NULL_VALUE_NOT_ALLOWED, "the timestamp of {clause} can't be NULL")
          .with("clause", clause)
          .at(expression.position().offset());
    }
    return (Long) value;
  }
}
