package dev.tidewater.sql.rel;

import dev.tidewater.plan.WindowFrame.BoundKind;
import dev.tidewater.plan.WindowFrame.Exclusion;
import dev.tidewater.plan.WindowFrame.Unit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.util.Optionality;

/**
 * A window function or aggregate of the function catalog over a frame. Calcite's own window holds
 * partition and order only; the frame is here, since Calcite knows neither GROUPS nor PostgreSQL's
 * arithmetic of RANGE. What frame and filter need of a row are operands behind the arguments, in
 * the order of the components of {@link Shape}.
 */
public final class WindowFunctionOperator extends SqlAggFunction {
  /** The frame's bounds. */
  public record Frame(Unit unit, BoundKind start, BoundKind end, Exclusion exclusion) {
    /** True if the bound has an offset. */
    public static boolean hasOffset(BoundKind bound) {
      return bound == BoundKind.PRECEDING || bound == BoundKind.FOLLOWING;
    }

    /** True if the order's key is needed, in the type of the offsets. */
    public boolean hasRangeKey() {
      return unit == Unit.RANGE && (hasOffset(start) || hasOffset(end));
    }
  }

  /** Which operands there are: arguments, filter, start offset, end offset, range key. */
  public record Shape(int arguments, boolean filtered, Frame frame) {}

  private final String identity;
  private final Shape shape;

  public WindowFunctionOperator(String identity, Shape shape, RelDataType type) {
    super(
        identity + " " + shape,
        null,
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.explicit(type),
        null,
        null,
        SqlFunctionCategory.USER_DEFINED_FUNCTION,
        false,
        true,
        Optionality.FORBIDDEN);
    this.identity = identity;
    this.shape = shape;
  }

  public String identity() {
    return identity;
  }

  public Shape shape() {
    return shape;
  }
}
