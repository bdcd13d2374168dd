package dev.tidewater.sql.rel;

import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;

/**
 * Says with which arguments a join calls the functions of its {@link FunctionRows}: true if the
 * last operand, the functions' first column, is among the rows that the operands before it give.
 */
public final class ArgumentsOperator extends SqlFunction {
  public static final ArgumentsOperator INSTANCE = new ArgumentsOperator();

  private ArgumentsOperator() {
    super(
        "arguments",
        SqlKind.OTHER_FUNCTION,
        null,
        null,
        null,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
  }
}
