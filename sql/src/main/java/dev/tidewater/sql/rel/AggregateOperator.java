package dev.tidewater.sql.rel;

import dev.tidewater.plan.SortKey;
import java.util.List;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
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
  /** How one of the last arguments orders the rows. */
  public record Order(SortKey.Direction direction, SortKey.Nulls nulls) {
    public static Order of(RelFieldCollation collation) {
      return new Order(
          collation.getDirection().isDescending()
              ? SortKey.Direction.DESCENDING
              : SortKey.Direction.ASCENDING,
          collation.nullDirection == NullDirection.FIRST
              ? SortKey.Nulls.FIRST
              : SortKey.Nulls.LAST);
    }
  }

  private final String identity;
  private final List<Order> order;

  /**
   * @param type of its result, nullable
   * @param order of the rows, by as many of the call's last arguments, which are not the
   *     function's: Calcite keeps track of arguments through all that it does to a call
   */
  public AggregateOperator(String identity, RelDataType type, List<Order> order) {
    super(
        order.isEmpty() ? identity : identity + order,
        null,
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.explicit(type),
        null,
        null,
        SqlFunctionCategory.USER_DEFINED_FUNCTION,
        false,
        false,
        Optionality.FORBIDDEN);
    this.identity = identity;
    this.order = List.copyOf(order);
  }

  public String identity() {
    return identity;
  }

  public List<Order> order() {
    return order;
  }
}
