package dev.tidewater.engine.operator;

import dev.tidewater.plan.SortKey;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.row.Bytes;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.row.RowLayout.Form;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchBuilder;
import dev.tidewater.zset.Spine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The arranged arguments of one aggregate that can't be kept as a few numbers, in a spine.
 *
 * <pre>
 *   row := key of the group, value
 *   value := arguments                                            if they are in the wanted order
 *          | sort keys, arguments, bytes of the sort keys (int32)  else
 * </pre>
 */
final class GroupPart {
  /** The order of the argument values within a group. */
  enum Order {
    ASCENDING,
    /** Values are stored as their complement. */
    DESCENDING
  }

  /** Which rows take part. */
  enum Nulls {
    /** Rows whose first argument is NULL are left out. */
    SKIPPED,
    KEPT
  }

  private static final int SORT_LENGTH_BYTES = 4;

  private final int[] arguments;
  private final int filter;
  private final Order order;
  private final @Nullable SortKeyEncoder sortKeys;
  private final Nulls nulls;
  private final RowLayout valueLayout;
  private final ColumnVector[] values;
  private final BatchBuilder builder = new BatchBuilder();
  private final ByteSink row = new ByteSink();
  private final Spine spine = new Spine();

  /** Arranged by the arguments. */
  GroupPart(RowLayout input, ReduceAggregate aggregate, Order order, Nulls nulls, Form form) {
    this(input, aggregate, order, List.of(), nulls, form);
  }

  /** Arranged by sort keys over the input's columns, then by the arguments. */
  static GroupPart sorted(
      RowLayout input, ReduceAggregate aggregate, List<SortKey> keys, Nulls nulls, Form form) {
    return new GroupPart(input, aggregate, Order.ASCENDING, keys, nulls, form);
  }

  private GroupPart(
      RowLayout input,
      ReduceAggregate aggregate,
      Order order,
      List<SortKey> keys,
      Nulls nulls,
      Form form) {
    this.arguments = aggregate.arguments();
    this.filter = aggregate.filter();
    this.order = order;
    this.sortKeys = keys.isEmpty() ? null : new SortKeyEncoder(keys, input.types());
    this.nulls = nulls;
    List<SqlType> types = new ArrayList<>();
    for (int argument : arguments) {
      types.add(input.type(argument));
    }
    this.valueLayout =
        RowLayout.of(
            types,
            Collections.nCopies(types.size(), true),
            IntStream.range(0, types.size()).boxed().toList(),
            form);
    this.values = new ColumnVector[arguments.length];
  }

  RowLayout valueLayout() {
    return valueLayout;
  }

  /** Notes a row of the group whose key is given. */
  void collect(
      byte[] bytes,
      int keyOffset,
      int keyLength,
      @Nullable ColumnVector[] columns,
      int at,
      long diff) {
    if (filter != ReduceAggregate.NO_FILTER && !isTrue(columns[filter], at)) {
      return;
    }
    for (int i = 0; i < arguments.length; i++) {
      values[i] = required(columns[arguments[i]]);
    }
    if (nulls == Nulls.SKIPPED && values[0].isNull(at)) {
      return;
    }
    row.clear();
    row.putBytes(bytes, keyOffset, keyLength);
    if (sortKeys == null) {
      valueLayout.encode(values, at, row);
    } else {
      sortKeys.encode(columns, at, row);
      int sortLength = row.size() - keyLength;
      valueLayout.encode(values, at, row);
      row.putInt(sortLength);
    }
    if (order == Order.DESCENDING) {
      complement(row.array(), keyLength, row.size());
    }
    builder.add(row.array(), 0, row.size(), 0, diff);
  }

  static boolean isTrue(@Nullable ColumnVector condition, int row) {
    LongVector values = (LongVector) required(condition);
    return !values.isNull(row) && values.values[row] != 0;
  }

  private static ColumnVector required(@Nullable ColumnVector vector) {
    if (vector == null) {
      throw new IllegalArgumentException("an argument is missing");
    }
    return vector;
  }

  static void complement(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      bytes[i] = (byte) ~bytes[i];
    }
  }

  /** Where the arguments begin in a value of a part that is {@link #sorted}. */
  int argumentsAt(byte[] bytes, int offset, int length) {
    return sortKeys == null
        ? offset
        : offset + Bytes.readInt(bytes, offset + length - SORT_LENGTH_BYTES);
  }

  /** Where they end. */
  int argumentsEnd(int offset, int length) {
    return sortKeys == null ? offset + length : offset + length - SORT_LENGTH_BYTES;
  }

  /** What was noted since the last call, in order; not yet in the spine. */
  Batch drain() {
    return builder.build();
  }

  Spine spine() {
    return spine;
  }

  long memoryBytes() {
    return spine.sizeBytes() + builder.memoryBytes();
  }
}
