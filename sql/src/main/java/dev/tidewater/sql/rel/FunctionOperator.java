package dev.tidewater.sql.rel;

import dev.tidewater.engine.function.NullBehavior;
import dev.tidewater.engine.function.Volatility;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;

/**
 * A function, operator or cast of the function catalog. Opaque to Calcite, so that none of its
 * rewrites can change what PostgreSQL's semantics say; its name is the identity in the catalog.
 */
public final class FunctionOperator extends SqlFunction {
  private final NullBehavior nulls;
  private final Volatility volatility;

  public FunctionOperator(String identity, NullBehavior nulls, Volatility volatility) {
    super(
        identity,
        SqlKind.OTHER_FUNCTION,
        null,
        null,
        null,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.nulls = nulls;
    this.volatility = volatility;
  }

  public String identity() {
    return getName();
  }

  public NullBehavior nulls() {
    return nulls;
  }

  public Volatility volatility() {
    return volatility;
  }

  /** Whether a call can be NULL, given its arguments. */
  public boolean nullable(List<RelDataType> arguments) {
    return switch (nulls) {
      case STRICT -> arguments.stream().anyMatch(RelDataType::isNullable);
      case NEVER -> false;
      case STRICT_OR_NULL, ANY -> true;
    };
  }

  @Override
  public boolean isDeterministic() {
    return volatility != Volatility.VOLATILE;
  }
}
