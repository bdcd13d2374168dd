package dev.tidewater.engine.operator;

import dev.tidewater.engine.aggregate.Accumulators;
import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ArrayValue;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.row.RowDecoder;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.row.RowLayout.Form;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.UpdateCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate that is read off the arranged values of its group: min and max are the first one,
 * array_agg and string_agg go through all, in the order of the values.
 */
final class OrderedAggregate {
  private enum Kind {
    FIRST,
    /** The only value; an error if there are more. */
    SINGLE,
    ARRAY,
    STRING
  }

  private final Kind kind;
  private final boolean distinct;
  private final GroupPart part;
  private final GroupPart.Order order;
  private final SqlType type;
  private final RowDecoder decoder;
  private final ColumnVector[] scratch;
  private final List<SqlType> argumentTypes;
  private final ByteSink complemented = new ByteSink();
  private final ByteSink text = new ByteSink();
  private @Nullable UpdateCursor before;
  private @Nullable UpdateCursor after;

  private OrderedAggregate(
      Kind kind, GroupPart.Order order, RowLayout input, ReduceAggregate aggregate) {
    this.kind = kind;
    this.order = order;
    this.distinct = aggregate.aggregate().distinct();
    this.type = aggregate.aggregate().type();
    GroupPart.Nulls nulls =
        kind == Kind.ARRAY || kind == Kind.SINGLE ? GroupPart.Nulls.KEPT : GroupPart.Nulls.SKIPPED;
    boolean collects = kind == Kind.ARRAY || kind == Kind.STRING;
    Form form = distinct && collects ? Form.CANONICAL : Form.EXACT;
    this.part = new GroupPart(input, aggregate, order, nulls, form);
    RowLayout layout = part.valueLayout();
    this.decoder = layout.decoder();
    this.scratch = layout.allocate(1);
    this.argumentTypes = layout.types();
  }

  /** Empty if the aggregate is none of this kind. */
  static Optional<OrderedAggregate> of(RowLayout input, ReduceAggregate aggregate) {
    return switch (Accumulators.nameOf(aggregate.aggregate())) {
      case "min" ->
          Optional.of(
              new OrderedAggregate(Kind.FIRST, GroupPart.Order.ASCENDING, input, aggregate));
      case "max" ->
          Optional.of(
              new OrderedAggregate(Kind.FIRST, GroupPart.Order.DESCENDING, input, aggregate));
      case "single_value" ->
          Optional.of(
              new OrderedAggregate(Kind.SINGLE, GroupPart.Order.ASCENDING, input, aggregate));
      case "array_agg" ->
          Optional.of(
              new OrderedAggregate(Kind.ARRAY, GroupPart.Order.ASCENDING, input, aggregate));
      case "string_agg" ->
          Optional.of(
              new OrderedAggregate(Kind.STRING, GroupPart.Order.ASCENDING, input, aggregate));
      default -> Optional.empty();
    };
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
    boolean found = cursor.seek(key, offset, length) && startsWith(cursor, key, offset, length);
    switch (kind) {
      case FIRST -> emitFirst(cursor, found, key, offset, length, out, row);
      case SINGLE -> emitSingle(cursor, found, key, offset, length, out, row);
      case ARRAY -> emitArray(cursor, found, key, offset, length, out, row);
      case STRING -> emitString(cursor, found, key, offset, length, (BytesVector) out, row);
    }
  }

  private static boolean startsWith(UpdateCursor cursor, byte[] key, int offset, int length) {
    int start = cursor.offset();
    return cursor.length() >= length
        && Arrays.equals(cursor.bytes(), start, start + length, key, offset, offset + length);
  }

  private void emitFirst(
      UpdateCursor cursor,
      boolean found,
      byte[] key,
      int offset,
      int length,
      ColumnVector out,
      int row) {
    boolean more = found;
    while (more && cursor.diff() < 0) {
      more = cursor.next() && startsWith(cursor, key, offset, length);
    }
    if (!more) {
      out.setNull(row);
      return;
    }
    decodeValue(cursor, length);
    Values.write(out, type, row, Values.read(scratch[0], argumentTypes.get(0), 0));
  }

  private void emitSingle(
      UpdateCursor cursor,
      boolean found,
      byte[] key,
      int offset,
      int length,
      ColumnVector out,
      int row) {
    long count = 0;
    boolean more = found;
    while (more && count <= 1) {
      if (cursor.diff() > 0 && count == 0) {
        decodeValue(cursor, length);
      }
      count += Math.max(0, cursor.diff());
      more = cursor.next() && startsWith(cursor, key, offset, length);
    }
    if (count > 1) {
      throw new TidewaterException(
          ErrorCode.CARDINALITY_VIOLATION,
          "more than one row returned by a subquery used as an expression");
    }
    if (count == 0) {
      out.setNull(row);
    } else {
      Values.write(out, type, row, Values.read(scratch[0], argumentTypes.get(0), 0));
    }
  }

  private void decodeValue(UpdateCursor cursor, int keyLength) {
    byte[] bytes = cursor.bytes();
    int start = cursor.offset() + keyLength;
    int valueLength = cursor.length() - keyLength;
    if (order == GroupPart.Order.DESCENDING) {
      complemented.clear();
      complemented.putBytes(bytes, start, valueLength);
      bytes = complemented.array();
      start = 0;
      GroupPart.complement(bytes, 0, valueLength);
    }
    for (ColumnVector vector : scratch) {
      vector.clear();
    }
    decoder.decodeRow(bytes, start, valueLength, scratch, 0);
  }

  private void emitArray(
      UpdateCursor cursor,
      boolean found,
      byte[] key,
      int offset,
      int length,
      ColumnVector out,
      int row) {
    List<@Nullable Object> elements = new ArrayList<>();
    boolean more = found;
    while (more) {
      if (cursor.diff() > 0) {
        decodeValue(cursor, length);
        Object element = Values.read(scratch[0], argumentTypes.get(0), 0);
        long times = distinct ? 1 : cursor.diff();
        for (long i = 0; i < times; i++) {
          elements.add(element);
        }
      }
      more = cursor.next() && startsWith(cursor, key, offset, length);
    }
    if (elements.isEmpty() || !(type instanceof ArrayType)) {
      out.setNull(row);
    } else {
      Values.write(out, type, row, ArrayValue.copyOf(elements));
    }
  }

  private void emitString(
      UpdateCursor cursor,
      boolean found,
      byte[] key,
      int offset,
      int length,
      BytesVector out,
      int row) {
    text.clear();
    boolean first = true;
    boolean more = found;
    while (more) {
      if (cursor.diff() > 0) {
        decodeValue(cursor, length);
        long times = distinct ? 1 : cursor.diff();
        for (long i = 0; i < times; i++) {
          appendText(first);
          first = false;
        }
      }
      more = cursor.next() && startsWith(cursor, key, offset, length);
    }
    if (first) {
      out.setNull(row);
    } else {
      out.append(row, text.array(), 0, text.size());
    }
  }

  private void appendText(boolean first) {
    if (!first && scratch.length > 1 && !scratch[1].isNull(0)) {
      appendValue((BytesVector) scratch[1]);
    }
    appendValue((BytesVector) scratch[0]);
  }

  private void appendValue(BytesVector vector) {
    text.putBytes(vector.data, vector.offsets[0], vector.lengths[0]);
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
