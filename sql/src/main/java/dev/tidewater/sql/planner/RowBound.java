package dev.tidewater.sql.planner;

import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.OptionalLong;

/** The two clauses that take a number of rows. */
enum RowBound {
  LIMIT,
  OFFSET;

  /** The number that a bound expression is; empty for NULL, which means no bound. */
  OptionalLong value(ScalarExpr expr) {
    if (!(expr instanceof ScalarExpr.Literal literal)) {
      throw new TidewaterException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "{clause} must be a constant or a parameter")
          .with("clause", name());
    }
    if (literal.value() == null) {
      return OptionalLong.empty();
    }
    long rows = ((Number) literal.value()).longValue();
    if (rows < 0) {
      throw negative();
    }
    return OptionalLong.of(rows);
  }

  private TidewaterException negative() {
    return switch (this) {
      case LIMIT ->
          new TidewaterException(
              ErrorCode.INVALID_ROW_COUNT_IN_LIMIT_CLAUSE, "LIMIT must not be negative");
      case OFFSET ->
          new TidewaterException(
              ErrorCode.INVALID_ROW_COUNT_IN_RESULT_OFFSET_CLAUSE, "OFFSET must not be negative");
    };
  }
}
