package dev.tidewater.engine.window;

import dev.tidewater.engine.operator.OrderedRows;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.RowDecoder;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a partition in the window's order, each copy by itself, with the columns that window
 * functions need. Rows count from 0. Reused from partition to partition; one thread at a time.
 */
final class Partition {
  /** More can't be addressed by one array. */
  private static final int MOST_ROWS = 1 << 28;

  private final RowLayout layout;
  private final int[] wanted;
  private final RowDecoder decoder;
  private final @Nullable ColumnVector[] columns;
  private final ArrangedRows arranged = new ArrangedRows();
  private ColumnVector[] decoded = new ColumnVector[0];
  private int capacity;
  private int rows;
  private int[] entries = new int[0];
  private int[] rowStarts = new int[0];
  private int[] rowEnds = new int[0];
  private int[] peerStarts = new int[0];
  private int[] peerEnds = new int[0];
  private int[] peerGroups = new int[0];

  /**
   * @param layout of the rows, without what arranges them
   * @param wanted columns to decode
   */
  Partition(RowLayout layout, int[] wanted) {
    this.layout = layout;
    this.wanted = wanted.clone();
    this.decoder = layout.decoder(wanted);
    this.columns = new @Nullable ColumnVector[layout.arity()];
  }

  /** The rows as they are arranged: to be filled before {@link #prepare}. */
  ArrangedRows arranged() {
    return arranged;
  }

  /**
   * Makes rows of the arranged ones.
   *
   * @param groupLength bytes with which all arranged rows begin
   */
  void prepare(int groupLength) {
    count();
    reserve();
    int row = 0;
    int peers = -1;
    byte[] bytes = arranged.bytes();
    for (int entry = 0; entry < arranged.count(); entry++) {
      int start = OrderedRows.rowStart(bytes, arranged.end(entry));
      for (long copy = 0; copy < arranged.diff(entry); copy++) {
        entries[row] = entry;
        rowStarts[row] = start;
        rowEnds[row] = OrderedRows.rowEnd(arranged.end(entry));
        boolean isPeer = row > 0 && haveEqualKeys(entries[row - 1], entry, groupLength);
        peers = isPeer ? peers : peers + 1;
        peerGroups[row] = peers;
        peerStarts[row] = isPeer ? peerStarts[row - 1] : row;
        row++;
      }
    }
    for (int i = rows - 1; i >= 0; i--) {
      boolean isLast = i == rows - 1 || peerGroups[i + 1] != peerGroups[i];
      peerEnds[i] = isLast ? i + 1 : peerEnds[i + 1];
    }
    decoder.decode(bytes, rowStarts, rowEnds, rows, decoded);
  }

  private void count() {
    long total = 0;
    for (int entry = 0; entry < arranged.count(); entry++) {
      total += Math.max(0, arranged.diff(entry));
      if (total > MOST_ROWS) {
        throw new TidewaterException(
                ErrorCode.PROGRAM_LIMIT_EXCEEDED,
                "a partition of a window has more than {maximum} rows")
            .with("maximum", MOST_ROWS);
      }
    }
    rows = (int) total;
  }

  private void reserve() {
    if (rows <= capacity && capacity > 0) {
      return;
    }
    capacity = Math.max(16, Math.max(rows, Math.min(MOST_ROWS, capacity * 2)));
    entries = new int[capacity];
    rowStarts = new int[capacity];
    rowEnds = new int[capacity];
    peerStarts = new int[capacity];
    peerEnds = new int[capacity];
    peerGroups = new int[capacity];
    decoded = new ColumnVector[wanted.length];
    for (int i = 0; i < wanted.length; i++) {
      decoded[i] = Values.allocate(layout.type(wanted[i]), capacity);
      columns[wanted[i]] = decoded[i];
    }
  }

  private boolean haveEqualKeys(int entry, int other, int groupLength) {
    if (entry == other) {
      return true;
    }
    byte[] bytes = arranged.bytes();
    return Arrays.equals(
        bytes,
        arranged.start(entry) + groupLength,
        OrderedRows.rowStart(bytes, arranged.end(entry)),
        bytes,
        arranged.start(other) + groupLength,
        OrderedRows.rowStart(bytes, arranged.end(other)));
  }

  int rows() {
    return rows;
  }

  /** Rows that fit without new memory; vectors of results need as many. */
  int capacity() {
    return capacity;
  }

  /** The arranged row that a row is a copy of. */
  int entry(int row) {
    return entries[row];
  }

  /** The first row that the order does not tell apart from a row. */
  int peerStart(int row) {
    return peerStarts[row];
  }

  /** Behind the last row that the order does not tell apart from a row. */
  int peerEnd(int row) {
    return peerEnds[row];
  }

  /** The number of the row's peer group, from 0. */
  int peerGroup(int row) {
    return peerGroups[row];
  }

  ColumnVector column(int column) {
    ColumnVector vector = columns[column];
    if (vector == null) {
      throw new IllegalArgumentException("column " + column + " is not decoded");
    }
    return vector;
  }

  long memoryBytes() {
    return arranged.memoryBytes() + (long) capacity * (24 + 16L * wanted.length);
  }
}
