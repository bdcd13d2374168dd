package dev.tidewater.engine.operator;

import dev.tidewater.engine.aggregate.Accumulators;
import dev.tidewater.engine.aggregate.Collector;
import dev.tidewater.engine.aggregate.Collectors;
import dev.tidewater.plan.SortExpr;
import dev.tidewater.plan.SortKey;
import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.row.RowDecoder;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.row.RowLayout.Form;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.UpdateCursor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate that is read off the arranged values of its group: min and max are the first one,
 * the others go through all, in the order of the values.
 */
final class OrderedAggregate {
  /** How much of a group is read. */
  private enum Reach {
    /** Values are arranged so that the first one decides. */
    FIRST,
    ALL
  }

  private final Collector collector;
  private final Reach reach;
  private final boolean distinct;
  private final GroupPart part;
  private final GroupPart.Order order;
  private final RowDecoder decoder;
  private final ColumnVector[] scratch;
  private final ByteSink complemented = new ByteSink();
  private @Nullable UpdateCursor before;
  private @Nullable UpdateCursor after;

  private OrderedAggregate(Collector collector, RowLayout input, ReduceAggregate aggregate) {
    String name = Accumulators.nameOf(aggregate.aggregate());
    this.collector = collector;
    this.reach = name.equals("min") || name.equals("max") ? Reach.FIRST : Reach.ALL;
    this.order = name.equals("max") ? GroupPart.Order.DESCENDING : GroupPart.Order.ASCENDING;
    this.distinct = aggregate.aggregate().distinct();
    GroupPart.Nulls nulls =
        collector.countsNulls() ? GroupPart.Nulls.KEPT : GroupPart.Nulls.SKIPPED;
    Form form = distinct && reach == Reach.ALL ? Form.CANONICAL : Form.EXACT;
    List<SortKey> keys = reach == Reach.FIRST ? List.of() : sortKeys(aggregate);
    this.part =
        keys.isEmpty()
            ? new GroupPart(input, aggregate, order, nulls, form)
            : GroupPart.sorted(input, aggregate, keys, nulls, form);
    RowLayout layout = part.valueLayout();
    this.decoder = layout.decoder();
    this.scratch = layout.allocate(1);
  }

  /** None where the arguments are in the wanted order by themselves. */
  private static List<SortKey> sortKeys(ReduceAggregate aggregate) {
    List<SortKey> keys = aggregate.order();
    List<SortExpr> order = aggregate.aggregate().order();
    int[] arguments = aggregate.arguments();
    boolean natural = keys.size() <= arguments.length;
    for (int i = 0; natural && i < keys.size(); i++) {
      natural = order.get(i).isNatural() && keys.get(i).column() == arguments[i];
    }
    return natural ? List.of() : keys;
  }

  /** Empty if the aggregate is none of this kind. */
  static Optional<OrderedAggregate> of(RowLayout input, ReduceAggregate aggregate) {
    return Collectors.of(aggregate.aggregate())
        .map(collector -> new OrderedAggregate(collector, input, aggregate));
  }

  GroupPart part() {
    return part;
  }

  /** Takes in the changes that the part noted. */
  void absorb() {
    Batch changes = part.drain();
    before = part.spine().cursor();
    part.spine().insert(changes);
    after = part.spine().cursor();
  }

  /** Prepares reading the present state of ascending groups. */
  void open() {
    after = part.spine().cursor();
  }

  void emitBefore(byte[] key, int offset, int length, ColumnVector out, int row) {
    emit(opened(before), key, offset, length, out, row);
  }

  void emitAfter(byte[] key, int offset, int length, ColumnVector out, int row) {
    emit(opened(after), key, offset, length, out, row);
  }

  private static UpdateCursor opened(@Nullable UpdateCursor cursor) {
    if (cursor == null) {
      throw new IllegalStateException("the aggregate was not opened");
    }
    return cursor;
  }

  private void emit(
      UpdateCursor cursor, byte[] key, int offset, int length, ColumnVector out, int row) {
    out.nulls[row] = false;
    collector.begin();
    boolean more = cursor.seek(key, offset, length) && startsWith(cursor, key, offset, length);
    while (more && !collector.isDecided()) {
      boolean there = cursor.diff() > 0;
      if (there) {
        decodeValue(cursor, length);
        collector.add(scratch, 0, distinct ? 1 : cursor.diff());
      }
      more =
          !(there && reach == Reach.FIRST)
              && cursor.next()
              && startsWith(cursor, key, offset, length);
    }
    collector.emit(out, row);
  }

  private static boolean startsWith(UpdateCursor cursor, byte[] key, int offset, int length) {
    int start = cursor.offset();
    return cursor.length() >= length
        && Arrays.equals(cursor.bytes(), start, start + length, key, offset, offset + length);
  }

  private void decodeValue(UpdateCursor cursor, int keyLength) {
    byte[] bytes = cursor.bytes();
    int start = cursor.offset() + keyLength;
    int length = cursor.length() - keyLength;
    if (order == GroupPart.Order.DESCENDING) {
      complemented.clear();
      complemented.putBytes(bytes, start, length);
      bytes = complemented.array();
      start = 0;
      GroupPart.complement(bytes, 0, length);
    }
    int from = part.argumentsAt(bytes, start, length);
    int to = part.argumentsEnd(start, length);
    for (ColumnVector vector : scratch) {
      vector.clear();
    }
    decoder.decodeRow(bytes, from, to - from, scratch, 0);
  }

  /** Lets go of what was opened. */
  void close() {
    if (before != null) {
      before.close();
      before = null;
    }
    if (after != null) {
      after.close();
      after = null;
    }
  }
}
