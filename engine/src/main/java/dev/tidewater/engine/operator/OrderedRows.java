package dev.tidewater.engine.operator;

import dev.tidewater.plan.SortKey;
import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.row.Bytes;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchBuilder;
import dev.tidewater.zset.Page;
import dev.tidewater.zset.UpdateCursor;
import java.util.Arrays;
import java.util.List;

/**
 * Arranges rows by (group, order, row). An arranged row is the group's key, the sort keys, the
 * input row, and the length of the input row in four bytes, from which it is found again.
 */
public final class OrderedRows {
  private static final int LENGTH_BYTES = Integer.BYTES;

  private final KeyLengths groupKeys;
  private final SortKeyEncoder sortKeys;
  private final OperatorContext context;
  private final PageDecoder decoder;
  private final BatchBuilder arranged = new BatchBuilder();
  private final ByteSink row = new ByteSink();

  /**
   * @param layout of the rows, whose key columns are the group's
   */
  public OrderedRows(RowLayout layout, List<SortKey> order, OperatorContext context) {
    this.groupKeys = new KeyLengths(layout);
    this.sortKeys = new SortKeyEncoder(order, layout.types());
    this.context = context;
    this.decoder =
        new PageDecoder(layout, order.stream().mapToInt(SortKey::column).distinct().toArray());
  }

  /** The same changes, of arranged rows. */
  public Batch arrange(Batch changes) {
    for (Page page : changes.pages()) {
      context.checkpoint();
      for (int from = 0; from < page.count(); from += ColumnVector.DEFAULT_CAPACITY) {
        int count = decoder.decode(page, from);
        for (int i = 0; i < count; i++) {
          byte[] bytes = page.bytes();
          int start = page.offset(from + i);
          int length = page.length(from + i);
          row.clear();
          row.putBytes(bytes, start, groupKeys.of(bytes, start));
          sortKeys.encode(decoder.columns(), i, row);
          row.putBytes(bytes, start, length);
          row.putInt(length);
          arranged.add(row.array(), 0, row.size(), 0, page.diff(from + i));
        }
      }
    }
    return arranged.build();
  }

  /** The length of the group's key with which an arranged row begins. */
  public int groupLength(byte[] bytes, int offset) {
    return groupKeys.of(bytes, offset);
  }

  /** Where the input row ends in the arranged row that ends at a position. */
  public static int rowEnd(int arrangedEnd) {
    return arrangedEnd - LENGTH_BYTES;
  }

  /** Where the input row begins in the arranged row that ends at a position. */
  public static int rowStart(byte[] bytes, int arrangedEnd) {
    int end = rowEnd(arrangedEnd);
    return end - Bytes.readInt(bytes, end);
  }

  /** Whether the arranged row at a cursor is of a group. */
  public static boolean isOfGroup(UpdateCursor rows, byte[] group, int at, int length) {
    int start = rows.offset();
    return rows.length() >= length
        && Arrays.equals(rows.bytes(), start, start + length, group, at, at + length);
  }

  /** Takes one changed group: the key with which its arranged rows begin. */
  public interface GroupConsumer {
    void accept(byte[] bytes, int offset, int length);
  }

  /** Calls the consumer once for each group of a batch of arranged rows, in their order. */
  public void forEachGroup(Batch changes, GroupConsumer consumer) {
    byte[] group = new byte[0];
    int at = 0;
    int length = -1;
    for (Page page : changes.pages()) {
      context.checkpoint();
      byte[] bytes = page.bytes();
      for (int i = 0; i < page.count(); i++) {
        int start = page.offset(i);
        int keyLength = groupLength(bytes, start);
        if (keyLength == length
            && Arrays.equals(group, at, at + length, bytes, start, start + length)) {
          continue;
        }
        group = bytes;
        at = start;
        length = keyLength;
        consumer.accept(group, at, length);
      }
    }
  }

  public long memoryBytes() {
    return arranged.memoryBytes() + row.array().length;
  }
}
