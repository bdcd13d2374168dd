package dev.tidewater.engine.operator;

import dev.tidewater.plan.SortKey;
import dev.tidewater.plan.SortKey.Direction;
import dev.tidewater.plan.SortKey.Nulls;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.vector.ColumnVector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the keys of an ORDER BY so that unsigned bytes are in its order. An ascending key is the
 * row encoding of its value, a descending one its complement; the first byte of each says whether
 * it is NULL, and is turned where NULLs go to the other end.
 */
public final class SortKeyEncoder {
  private final List<SortKey> order;
  private final RowLayout[] layouts;
  private final @Nullable ColumnVector[] single = new @Nullable ColumnVector[1];

  /**
   * @param types of all columns that the keys' positions count in
   */
  public SortKeyEncoder(List<SortKey> order, List<SqlType> types) {
    this.order = List.copyOf(order);
    this.layouts = new RowLayout[order.size()];
    for (int i = 0; i < layouts.length; i++) {
      layouts[i] =
          RowLayout.of(List.of(types.get(order.get(i).column())), List.of(true), List.of(0));
    }
  }

  /** Appends the keys of a row. */
  public void encode(@Nullable ColumnVector[] columns, int row, ByteSink out) {
    for (int i = 0; i < layouts.length; i++) {
      SortKey key = order.get(i);
      int start = out.size();
      single[0] = columns[key.column()];
      layouts[i].encodeKey(single, row, out);
      byte[] bytes = out.array();
      boolean nullsLast = key.nulls() == Nulls.LAST;
      if (key.direction() == Direction.DESCENDING) {
        for (int at = start; at < out.size(); at++) {
          bytes[at] = (byte) ~bytes[at];
        }
        nullsLast = !nullsLast;
      }
      if (!nullsLast) {
        // NULL's tag is 1 and a value's is 0, or their complements: this exchanges them.
        bytes[start] ^= 1;
      }
    }
  }
}
