package dev.tidewater.engine.window;

import dev.tidewater.engine.operator.ChunkOutput;
import dev.tidewater.engine.operator.Operator;
import dev.tidewater.engine.operator.OperatorContext;
import dev.tidewater.engine.operator.OrderedRows;
import dev.tidewater.engine.window.WindowSpecification.Placed;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.Page;
import dev.tidewater.zset.Spine;
import dev.tidewater.zset.UpdateCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Window functions. Keeps all rows arranged by (partition, order, row). A partition that changes is
 * computed as it was and as it is, and what differs comes out: work grows with the partitions that
 * change, output with what changes in them.
 */
public final class WindowOperator implements Operator {
  private final OrderedRows ordered;
  private final OperatorContext context;
  private final WindowOutput output;
  private final Spine spine = new Spine();
  private final List<Batch> pending = new ArrayList<>();
  private final ArrangedRows delta = new ArrangedRows();
  private final EvaluatedPartition before;
  private final EvaluatedPartition after;

  public WindowOperator(
      WindowSpecification window, OperatorContext context, ChunkOutput chunkOutput) {
    RowLayout layout = window.layout();
    this.ordered = new OrderedRows(layout, window.order(), context);
    this.context = context;
    this.output = new WindowOutput(window, chunkOutput);
    int[] wanted = wantedColumns(window, chunkOutput);
    this.before = new EvaluatedPartition(window, new Partition(layout, wanted));
    this.after = new EvaluatedPartition(window, new Partition(layout, wanted));
  }

  /** The columns that are passed on to someone, and those that functions look at. */
  private static int[] wantedColumns(WindowSpecification window, ChunkOutput chunkOutput) {
    int[] asked = chunkOutput.inputColumns();
    TreeSet<Integer> wanted = new TreeSet<>();
    IntStream passed = asked == null ? IntStream.range(0, window.arity()) : Arrays.stream(asked);
    passed.filter(column -> column < window.arity()).forEach(wanted::add);
    for (Placed placed : window.functions()) {
      Arrays.stream(placed.arguments()).forEach(wanted::add);
      wanted.add(placed.filter());
      wanted.add(placed.startOffset());
      wanted.add(placed.endOffset());
      wanted.add(placed.rangeKey());
    }
    wanted.remove(WindowSpecification.NONE);
    return wanted.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public String name() {
    return "window";
  }

  @Override
  public void push(int input, Batch changes) {
    Batch part = ordered.arrange(changes);
    if (context.isFirstStep()) {
      spine.insert(part);
    } else {
      pending.add(part);
    }
  }

  @Override
  public void finishStep() {
    if (context.isFirstStep()) {
      addAllPartitions();
    } else if (!pending.isEmpty()) {
      Batch changes = Batch.merged(pending);
      pending.clear();
      addChanges(changes);
      spine.insert(changes);
    }
    output.flush();
  }

  private void addAllPartitions() {
    try (UpdateCursor rows = spine.cursor()) {
      boolean more = rows.next();
      while (more) {
        int length = ordered.groupLength(rows.bytes(), rows.offset());
        byte[] group = Arrays.copyOfRange(rows.bytes(), rows.offset(), rows.offset() + length);
        ArrangedRows arranged = after.arranged();
        arranged.clear();
        while (more && OrderedRows.isOfGroup(rows, group, 0, length)) {
          arranged.add(rows.bytes(), rows.offset(), rows.length(), rows.diff());
          more = rows.next();
        }
        evaluate(after, length, 1);
        output.addAll(after, 1);
      }
    }
  }

  private void addChanges(Batch changes) {
    delta.clear();
    try (UpdateCursor rows = spine.cursor()) {
      int groupLength = -1;
      for (Page page : changes.pages()) {
        for (int i = 0; i < page.count(); i++) {
          byte[] bytes = page.bytes();
          int start = page.offset(i);
          int length = ordered.groupLength(bytes, start);
          boolean sameGroup =
              length == groupLength
                  && Arrays.equals(delta.bytes(), 0, length, bytes, start, start + length);
          if (!sameGroup) {
            addPartition(rows, groupLength);
            delta.clear();
            groupLength = length;
          }
          delta.add(bytes, start, page.length(i), page.diff(i));
        }
      }
      addPartition(rows, groupLength);
    }
  }

  /** The partition whose changes were gathered. */
  private void addPartition(UpdateCursor rows, int groupLength) {
    if (delta.count() == 0) {
      return;
    }
    ArrangedRows old = before.arranged();
    old.clear();
    boolean more = rows.seek(delta.bytes(), 0, groupLength);
    while (more && OrderedRows.isOfGroup(rows, delta.bytes(), 0, groupLength)) {
      old.add(rows.bytes(), rows.offset(), rows.length(), rows.diff());
      more = rows.next();
    }
    after.arranged().setToSum(old, delta);
    boolean wasFine = evaluate(before, groupLength, -1);
    boolean isFine = evaluate(after, groupLength, 1);
    if (wasFine && isFine) {
      output.addDifference(before, after);
    } else if (wasFine) {
      output.addAll(before, -1);
    } else if (isFine) {
      output.addAll(after, 1);
    }
  }

  /** False if the partition has an error instead of rows. */
  private boolean evaluate(EvaluatedPartition partition, int groupLength, long diff) {
    context.checkpoint();
    try {
      partition.evaluate(groupLength);
      return true;
    } catch (TidewaterException e) {
      context.errors().add(e, diff);
      return false;
    }
  }

  @Override
  public long stateUpdates() {
    return spine.updates();
  }

  @Override
  public long memoryBytes() {
    long bytes = spine.sizeBytes() + ordered.memoryBytes() + output.memoryBytes();
    bytes += before.memoryBytes() + after.memoryBytes() + delta.memoryBytes();
    for (Batch batch : pending) {
      bytes += batch.sizeBytes();
    }
    return bytes;
  }

  @Override
  public boolean maintain(long fuel) {
    return spine.maintain(fuel);
  }
}
