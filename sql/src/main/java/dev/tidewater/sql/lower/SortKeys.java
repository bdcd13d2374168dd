package dev.tidewater.sql.lower;

import dev.tidewater.plan.SortKey;
import java.util.List;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;

/** Orders, from Calcite's form. */
public final class SortKeys {
  private SortKeys() {}

  public static List<SortKey> of(List<RelFieldCollation> collations) {
    return collations.stream().map(SortKeys::of).toList();
  }

  private static SortKey of(RelFieldCollation collation) {
    return new SortKey(
        collation.getFieldIndex(),
        collation.getDirection().isDescending()
            ? SortKey.Direction.DESCENDING
            : SortKey.Direction.ASCENDING,
        collation.nullDirection == NullDirection.FIRST ? SortKey.Nulls.FIRST : SortKey.Nulls.LAST);
  }
}
