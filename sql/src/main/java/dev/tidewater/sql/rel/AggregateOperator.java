package dev.tidewater.sql.rel;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.util.Optionality;

/**
 * An aggregate of the function catalog, opaque to Calcite. Gives NULL over no rows: {@code count},
 * which does not, is Calcite's own, since decorrelation must know it.
 */
public final class AggregateOperator extends SqlAggFunction {
  /**
   * @param type of its result, nullable
   */
  public AggregateOperator(String identity, RelDataType type) {
    super(
        identity,
        null,
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.explicit(type),
        null,
        null,
        SqlFunctionCategory.USER_DEFINED_FUNCTION,
        false,
        false,
        Optionality.FORBIDDEN);
  }

  public String identity() {
    return getName();
  }
}
