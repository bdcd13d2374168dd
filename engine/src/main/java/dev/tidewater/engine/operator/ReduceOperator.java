package dev.tidewater.engine.operator;

import dev.tidewater.engine.aggregate.Accumulator;
import dev.tidewater.engine.aggregate.Accumulators;
import dev.tidewater.plan.Aggregate;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchBuilder;
import dev.tidewater.zset.Page;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Groups rows by their key and gives one row for each group: the key and the aggregates. What can
 * be kept as a few numbers lies in a hash table by the encoded key; min, max and collected
 * aggregates are read off arranged values, and distinct arguments are counted in an arrangement.
 *
 * <p>At the end of a step each group that changed gives out its row of before with diff -1 and its
 * row of now with diff 1; where both are equal nothing remains. A group is there while it has more
 * rows than none; without keys the one group is always there.
 */
public final class ReduceOperator implements Operator {
  private static final int GROUP_COUNT = 0;

  private final KeyLengths keyLengths;
  private final boolean keyless;
  private final OperatorContext context;
  private final PageDecoder decoder;
  private final GroupOutput output;
  private final GroupTable groups;
  private final Column[] columns;
  private final List<OrderedAggregate> ordered = new ArrayList<>();
  private final List<Column> distinct = new ArrayList<>();
  private final List<Batch> pending = new ArrayList<>();
  private final Accumulator.State state = new Accumulator.State();
  private final int words;

  /** One aggregate column of the output; exactly one of the ways to compute it is there. */
  private static final class Column {
    final ReduceAggregate aggregate;
    final ColumnVector[] arguments;
    @Nullable Accumulator accumulator;
    @Nullable DistinctArguments distinctArguments;
    @Nullable OrderedAggregate ordered;
    int wordAt;
    int objectAt;

    Column(ReduceAggregate aggregate, PageDecoder decoder) {
      this.aggregate = aggregate;
      this.arguments =
          Arrays.stream(aggregate.arguments())
              .mapToObj(decoder::wantedColumn)
              .toArray(ColumnVector[]::new);
    }
  }

  /**
   * @param layout of the input: its key columns are the group's keys
   */
  public ReduceOperator(
      RowLayout layout,
      List<ReduceAggregate> aggregates,
      OperatorContext context,
      ChunkOutput output) {
    this.keyLengths = new KeyLengths(layout);
    this.keyless = layout.keyColumns().isEmpty();
    this.context = context;
    this.decoder = new PageDecoder(layout, argumentColumns(aggregates));
    this.columns = new Column[aggregates.size()];
    int wordCount = GROUP_COUNT + 1;
    int objectCount = 0;
    for (int i = 0; i < columns.length; i++) {
      Column column = columnOf(layout, aggregates.get(i));
      columns[i] = column;
      if (column.accumulator != null) {
        column.wordAt = wordCount;
        column.objectAt = objectCount;
        wordCount += column.accumulator.words();
        objectCount += column.accumulator.objects();
      }
    }
    this.words = wordCount;
    this.groups = new GroupTable(wordCount, objectCount);
    List<SqlType> types = aggregates.stream().map(a -> a.aggregate().type()).toList();
    this.output = new GroupOutput(layout.keyLayout(), types, output);
  }

  private static int[] argumentColumns(List<ReduceAggregate> aggregates) {
    return aggregates.stream().flatMapToInt(ReduceAggregate::columns).distinct().sorted().toArray();
  }

  private Column columnOf(RowLayout layout, ReduceAggregate aggregate) {
    Column column = new Column(aggregate, decoder);
    Accumulator accumulator = Accumulators.of(aggregate.aggregate()).orElse(null);
    if (accumulator != null) {
      column.accumulator = accumulator;
      if (aggregate.aggregate().distinct()) {
        column.distinctArguments = new DistinctArguments(layout, aggregate, accumulator);
        distinct.add(column);
      }
      return column;
    }
    OrderedAggregate found =
        OrderedAggregate.of(layout, aggregate)
            .orElseThrow(() -> unsupported(aggregate.aggregate()));
    column.ordered = found;
    ordered.add(found);
    return column;
  }

  private static TidewaterException unsupported(Aggregate aggregate) {
    return new TidewaterException(
            ErrorCode.FEATURE_NOT_SUPPORTED, "aggregate {function} is not supported")
        .with("function", aggregate.function());
  }

  @Override
  public String name() {
    return "reduce";
  }

  @Override
  public void push(int input, Batch changes) {
    if (context.isFirstStep()) {
      absorb(changes, false);
    } else {
      pending.add(changes);
    }
  }

  @Override
  public void finishStep() {
    if (context.isFirstStep()) {
      emitAll();
    } else if (!pending.isEmpty()) {
      absorb(Batch.merged(pending), true);
      pending.clear();
    }
    output.flush();
  }

  private void absorb(Batch changes, boolean emitting) {
    collectParts(changes);
    ordered.forEach(OrderedAggregate::absorb);
    for (Column column : distinct) {
      if (column.distinctArguments != null) {
        column.distinctArguments.absorb();
      }
    }
    accumulate(changes, emitting);
    ordered.forEach(OrderedAggregate::close);
  }

  private void collectParts(Batch changes) {
    if (ordered.isEmpty() && distinct.isEmpty()) {
      return;
    }
    List<GroupPart> parts = new ArrayList<>();
    ordered.forEach(o -> parts.add(o.part()));
    for (Column column : distinct) {
      if (column.distinctArguments != null) {
        parts.add(column.distinctArguments.part());
      }
    }
    for (Page page : changes.pages()) {
      context.checkpoint();
      for (int from = 0; from < page.count(); from += ColumnVector.DEFAULT_CAPACITY) {
        int count = decoder.decode(page, from);
        for (int i = 0; i < count; i++) {
          int offset = page.offset(from + i);
          int keyLength = keyLengths.of(page.bytes(), offset);
          for (GroupPart part : parts) {
            part.collect(page.bytes(), offset, keyLength, decoder.columns(), i, decoder.diffs()[i]);
          }
        }
      }
    }
  }

  private void accumulate(Batch changes, boolean emitting) {
    byte[] key = new byte[0];
    int keyOffset = 0;
    int keyLength = -1;
    for (Page page : changes.pages()) {
      context.checkpoint();
      byte[] bytes = page.bytes();
      for (int from = 0; from < page.count(); from += ColumnVector.DEFAULT_CAPACITY) {
        int count = decoder.decode(page, from);
        for (int i = 0; i < count; i++) {
          int offset = page.offset(from + i);
          int length = keyLengths.of(bytes, offset);
          boolean sameKey =
              length == keyLength
                  && Arrays.equals(
                      key, keyOffset, keyOffset + length, bytes, offset, offset + length);
          if (!sameKey) {
            endGroup(key, keyOffset, keyLength, emitting);
            key = bytes;
            keyOffset = offset;
            keyLength = length;
            beginGroup(key, keyOffset, keyLength, emitting);
          }
          addRow(i, decoder.diffs()[i]);
        }
      }
    }
    endGroup(key, keyOffset, keyLength, emitting);
  }

  private void beginGroup(byte[] key, int offset, int length, boolean emitting) {
    pointTo(groups.findOrAdd(key, offset, length));
    if (emitting && exists()) {
      emit(key, offset, length, -1);
    }
  }

  /** The group whose numbers the state points at, from its first word on. */
  private int groupAt;

  private int groupObjectAt;

  private void pointTo(long handle) {
    state.numbers = groups.numbers(handle);
    state.objects = groups.objects(handle);
    groupAt = groups.numbersAt(handle);
    groupObjectAt = groups.objectsAt(handle);
  }

  private boolean exists() {
    return keyless || state.numbers[groupAt + GROUP_COUNT] > 0;
  }

  private void addRow(int row, long diff) {
    state.numbers[groupAt + GROUP_COUNT] += diff;
    @Nullable ColumnVector[] input = decoder.columns();
    for (Column column : columns) {
      Accumulator accumulator = column.accumulator;
      if (accumulator == null || column.distinctArguments != null) {
        continue;
      }
      int filter = column.aggregate.filter();
      if (filter != ReduceAggregate.NO_FILTER && !GroupPart.isTrue(input[filter], row)) {
        continue;
      }
      pointTo(column);
      accumulator.add(state, column.arguments, row, diff);
    }
  }

  private void pointTo(Column column) {
    state.at = groupAt + column.wordAt;
    state.objectAt = groupObjectAt + column.objectAt;
  }

  private void endGroup(byte[] key, int offset, int length, boolean emitting) {
    if (length < 0) {
      return;
    }
    for (Column column : distinct) {
      if (column.distinctArguments != null) {
        pointTo(column);
        column.distinctArguments.accumulate(key, offset, length, state);
      }
    }
    if (emitting && exists()) {
      emit(key, offset, length, 1);
    }
    if (!keyless && isBlank()) {
      groups.remove(groups.find(key, offset, length));
    }
  }

  /** True if nothing is left of the group, so that it can be forgotten. */
  private boolean isBlank() {
    for (int i = 0; i < words; i++) {
      if (state.numbers[groupAt + i] != 0) {
        return false;
      }
    }
    for (Column column : columns) {
      if (column.accumulator != null) {
        pointTo(column);
        if (!column.accumulator.isBlank(state)) {
          return false;
        }
      }
    }
    return true;
  }

  private void emit(byte[] key, int offset, int length, long diff) {
    int row = output.row();
    try {
      for (int i = 0; i < columns.length; i++) {
        emitColumn(columns[i], key, offset, length, diff < 0, output.aggregate(i), row);
      }
    } catch (TidewaterException e) {
      context.errors().add(e, diff);
      return;
    }
    output.add(key, offset, length, diff);
  }

  private void emitColumn(
      Column column,
      byte[] key,
      int offset,
      int length,
      boolean before,
      ColumnVector out,
      int row) {
    if (column.ordered != null) {
      if (before) {
        column.ordered.emitBefore(key, offset, length, out, row);
      } else {
        column.ordered.emitAfter(key, offset, length, out, row);
      }
    } else if (column.accumulator != null) {
      pointTo(column);
      column.accumulator.emit(state, out, row);
    }
  }

  /** The rows of all groups, in the order of their keys. */
  private void emitAll() {
    if (keyless) {
      groups.findOrAdd(new byte[0], 0, 0);
    }
    BatchBuilder keys = new BatchBuilder();
    groups.forEachKey((bytes, offset, length) -> keys.add(bytes, offset, length, 0, 1));
    ordered.forEach(OrderedAggregate::open);
    for (Page page : keys.build().pages()) {
      context.checkpoint();
      for (int i = 0; i < page.count(); i++) {
        long handle = groups.find(page.bytes(), page.offset(i), page.length(i));
        pointTo(handle);
        if (exists()) {
          emit(page.bytes(), page.offset(i), page.length(i), 1);
        }
      }
    }
    ordered.forEach(OrderedAggregate::close);
  }

  @Override
  public long stateUpdates() {
    long updates = groups.size();
    for (OrderedAggregate aggregate : ordered) {
      updates += aggregate.part().spine().updates();
    }
    for (Column column : distinct) {
      if (column.distinctArguments != null) {
        updates += column.distinctArguments.part().spine().updates();
      }
    }
    return updates;
  }

  @Override
  public long memoryBytes() {
    long bytes = groups.memoryBytes() + output.memoryBytes();
    for (OrderedAggregate aggregate : ordered) {
      bytes += aggregate.part().memoryBytes();
    }
    for (Column column : distinct) {
      if (column.distinctArguments != null) {
        bytes += column.distinctArguments.part().memoryBytes();
      }
    }
    for (Batch batch : pending) {
      bytes += batch.sizeBytes();
    }
    return bytes;
  }

  @Override
  public boolean maintain(long fuel) {
    boolean more = false;
    for (OrderedAggregate aggregate : ordered) {
      more |= aggregate.part().spine().maintain(fuel);
    }
    for (Column column : distinct) {
      if (column.distinctArguments != null) {
        more |= column.distinctArguments.part().spine().maintain(fuel);
      }
    }
    return more;
  }
}
