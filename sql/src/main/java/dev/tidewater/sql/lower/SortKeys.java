package dev.tidewater.sql.lower;

import dev.tidewater.plan.SortKey;
import dev.tidewater.sql.rel.AggregateOperator;
import java.util.List;
import org.apache.calcite.rel.RelFieldCollation;

/** Orders, from Calcite's form. */
public final class SortKeys {
  private SortKeys() {}

  public static List<SortKey> of(List<RelFieldCollation> collations) {
    return collations.stream().map(SortKeys::of).toList();
  }

  private static SortKey of(RelFieldCollation collation) {
    AggregateOperator.Order order = AggregateOperator.Order.of(collation);
    return new SortKey(collation.getFieldIndex(), order.direction(), order.nulls());
  }
}
