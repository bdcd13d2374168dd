package dev.tidewater.sql.rel;

import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;

/** A parameter of a prepared statement, whose value comes with each execution. */
public final class ParameterOperator extends SqlFunction {
  private final int index;

  ParameterOperator(int index) {
    super(
        "$" + index,
        SqlKind.OTHER_FUNCTION,
        null,
        null,
        null,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.index = index;
  }

  /** Counts from 1, as in {@code $1}. */
  public int index() {
    return index;
  }
}
