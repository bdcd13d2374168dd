package dev.tidewater.engine.operator;

import dev.tidewater.plan.SortKey;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchBuilder;
import dev.tidewater.zset.Page;
import dev.tidewater.zset.Spine;
import dev.tidewater.zset.UpdateCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * The first rows of each group in an order. Keeps all rows arranged by (group, order, row); for
 * each group that changes it compares what stood in the window before with what stands there now.
 */
public final class TopKOperator implements Operator {
  private final OrderedRows ordered;
  private final long offset;
  private final long windowEnd;
  private final OperatorContext context;
  private final PageDecoder outDecoder;
  private final ChunkOutput output;
  private final Spine spine = new Spine();
  private final List<Batch> pending = new ArrayList<>();
  private final BatchBuilder window = new BatchBuilder();

  /**
   * @param layout of the input, whose key columns are the group's
   */
  public TopKOperator(
      RowLayout layout,
      List<SortKey> order,
      OptionalLong limit,
      long offset,
      OperatorContext context,
      ChunkOutput output) {
    this.ordered = new OrderedRows(layout, order, context);
    this.offset = offset;
    long rest = Long.MAX_VALUE - offset;
    this.windowEnd = offset + Math.min(rest, limit.orElse(rest));
    this.context = context;
    this.outDecoder = new PageDecoder(layout, output.inputColumns());
    this.output = output;
  }

  @Override
  public String name() {
    return "top-k";
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
      addAllWindows();
    } else {
      Batch changes = Batch.merged(pending);
      pending.clear();
      if (changes.isEmpty()) {
        return;
      }
      addWindows(changes, -1);
      spine.insert(changes);
      addWindows(changes, 1);
    }
    send(window.build());
  }

  /** The windows of all groups: the rows come in order, so each is where its group begins. */
  private void addAllWindows() {
    try (UpdateCursor rows = spine.cursor()) {
      byte[] group = new byte[0];
      boolean more = rows.next();
      while (more) {
        context.checkpoint();
        int length = ordered.groupLength(rows.bytes(), rows.offset());
        group = Arrays.copyOfRange(rows.bytes(), rows.offset(), rows.offset() + length);
        more = addWindow(rows, group, 0, length, 1);
        while (more && OrderedRows.isOfGroup(rows, group, 0, length)) {
          more = rows.next();
        }
      }
    }
  }

  private void addWindows(Batch changes, long sign) {
    try (UpdateCursor rows = spine.cursor()) {
      ordered.forEachGroup(
          changes,
          (group, at, length) -> {
            if (rows.seek(group, at, length)) {
              addWindow(rows, group, at, length, sign);
            }
          });
    }
  }

  /** Adds the window of the group where the cursor stands; false if the cursor came to its end. */
  private boolean addWindow(UpdateCursor rows, byte[] group, int at, int length, long sign) {
    long before = 0;
    boolean more = true;
    while (more && before < windowEnd && OrderedRows.isOfGroup(rows, group, at, length)) {
      long count = rows.diff();
      if (count > 0) {
        long from = Math.max(before, offset);
        long to = Math.min(before + count, windowEnd);
        if (to > from) {
          add(rows, sign * (to - from));
        }
        before += count;
      }
      more = rows.next();
    }
    return more;
  }

  private void add(UpdateCursor rows, long diff) {
    byte[] bytes = rows.bytes();
    int end = rows.offset() + rows.length();
    int start = OrderedRows.rowStart(bytes, end);
    window.add(bytes, start, OrderedRows.rowEnd(end) - start, 0, diff);
  }

  private void send(Batch batch) {
    for (Page page : batch.pages()) {
      for (int from = 0; from < page.count(); from += ColumnVector.DEFAULT_CAPACITY) {
        int count = outDecoder.decode(page, from);
        output.write(outDecoder.columns(), outDecoder.diffs(), count);
      }
    }
    output.flush();
  }

  @Override
  public long stateUpdates() {
    return spine.updates();
  }

  @Override
  public long memoryBytes() {
    long bytes = spine.sizeBytes() + ordered.memoryBytes() + window.memoryBytes();
    for (Batch batch : pending) {
      bytes += batch.sizeBytes();
    }
    return bytes + output.memoryBytes();
  }

  @Override
  public boolean maintain(long fuel) {
    return spine.maintain(fuel);
  }
}
