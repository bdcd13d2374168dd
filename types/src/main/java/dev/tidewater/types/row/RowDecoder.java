package dev.tidewater.types.row;

import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.DoubleVector;
import dev.tidewater.types.vector.LongVector;
import java.util.Arrays;

/**
 * Decodes the wanted columns of runs of rows into vectors, a column at a time. Columns behind the
 * last wanted one are not looked at, and as long as only fixed-width columns come before, a column
 * is found without looking at them. Reuses its memory; one thread at a time.
 */
public final class RowDecoder {
  private static final int UNWANTED = -1;

  private final RowLayout layout;

  /** Of each logical column the index of its vector among the wanted. */
  private final int[] target;

  /** Physical columns to walk: up to the last wanted. */
  private final int physicalCount;

  private final boolean wantsSuffixes;
  private int[] positions = new int[0];
  private int[] starts = new int[0];
  private int[] ends = new int[0];

  RowDecoder(RowLayout layout, int[] columns) {
    this.layout = layout;
    this.target = new int[layout.arity()];
    Arrays.fill(target, UNWANTED);
    for (int i = 0; i < columns.length; i++) {
      if (target[columns[i]] != UNWANTED) {
        throw new IllegalArgumentException("a column is wanted twice");
      }
      target[columns[i]] = i;
    }
    int last = 0;
    for (int i = 0; i < layout.physicalOrder.length; i++) {
      if (target[layout.physicalOrder[i]] != UNWANTED) {
        last = i + 1;
      }
    }
    this.physicalCount = last;
    this.wantsSuffixes = Arrays.stream(layout.suffixColumns).anyMatch(c -> target[c] != UNWANTED);
  }

  /**
   * Decodes adjacent rows: row {@code i} is {@code bytes[offsets[from + i]..offsets[from + i +
   * 1])}. The vectors are cleared and filled from row 0 on.
   *
   * @param out a vector for each wanted column
   */
  public void decode(byte[] bytes, int[] offsets, int from, int count, ColumnVector[] out) {
    reserve(count);
    System.arraycopy(offsets, from, positions, 0, count);
    if (wantsSuffixes) {
      System.arraycopy(offsets, from + 1, ends, 0, count);
    }
    clear(out);
    run(bytes, count, out, 0);
  }

  /** Decodes scattered rows, each from a start up to an end. The vectors are cleared and filled. */
  public void decode(byte[] bytes, int[] rowStarts, int[] rowEnds, int count, ColumnVector[] out) {
    reserve(count);
    System.arraycopy(rowStarts, 0, positions, 0, count);
    if (wantsSuffixes) {
      System.arraycopy(rowEnds, 0, ends, 0, count);
    }
    clear(out);
    run(bytes, count, out, 0);
  }

  /** Decodes one row into a row of vectors whose other rows are left as they are. */
  public void decodeRow(byte[] bytes, int offset, int length, ColumnVector[] out, int row) {
    reserve(1);
    positions[0] = offset;
    ends[0] = offset + length;
    for (ColumnVector vector : out) {
      vector.nulls[row] = false;
    }
    run(bytes, 1, out, row);
  }

  private void reserve(int count) {
    if (positions.length < count) {
      positions = new int[count];
      starts = new int[count];
      ends = new int[count];
    }
  }

  private static void clear(ColumnVector[] out) {
    for (ColumnVector vector : out) {
      vector.clear();
    }
  }

  private void run(byte[] bytes, int count, ColumnVector[] out, int base) {
    if (count == 0) {
      return;
    }
    if (wantsSuffixes) {
      findSuffixes(bytes, count);
    }
    int delta = 0;
    for (int i = 0; i < physicalCount; i++) {
      int column = layout.physicalOrder[i];
      int wanted = target[column];
      if (layout.codecs[column] instanceof FixedCodec codec) {
        if (wanted != UNWANTED) {
          readFixed(codec, column, bytes, delta, count, out[wanted], base);
        }
        delta += layout.columnWidth(column);
      } else {
        if (wanted != UNWANTED) {
          readVariable(column, bytes, delta, count, out[wanted], base);
        } else {
          skipVariable(column, bytes, delta, count);
        }
        delta = 0;
      }
    }
    if (wantsSuffixes) {
      readSuffixes(bytes, count, out, base);
    }
  }

  private void readFixed(
      FixedCodec codec,
      int column,
      byte[] bytes,
      int delta,
      int count,
      ColumnVector out,
      int base) {
    boolean tagged = layout.tagged[column];
    codec.readRun(bytes, positions, tagged ? delta + 1 : delta, count, out, base);
    if (tagged) {
      for (int i = 0; i < count; i++) {
        if (bytes[positions[i] + delta] != 0) {
          out.setNull(base + i);
          zeroUnderNull(out, base + i);
        }
      }
    }
  }

  /** Padding decodes to extreme values; zero is the one that computations don't trip over. */
  private static void zeroUnderNull(ColumnVector out, int row) {
    if (out instanceof LongVector longs) {
      longs.values[row] = 0;
    } else if (out instanceof DoubleVector doubles) {
      doubles.values[row] = 0;
    }
  }

  private void readVariable(
      int column, byte[] bytes, int delta, int count, ColumnVector out, int base) {
    ColumnCodec codec = layout.codecs[column];
    boolean tagged = layout.tagged[column];
    for (int i = 0; i < count; i++) {
      int at = positions[i] + delta;
      if (tagged && bytes[at++] != 0) {
        out.setNull(base + i);
        emptyUnderNull(out, base + i);
        positions[i] = at;
      } else {
        positions[i] = codec.decode(bytes, at, out, base + i);
      }
    }
  }

  private static void emptyUnderNull(ColumnVector out, int row) {
    if (out instanceof BytesVector values) {
      values.offsets[row] = 0;
      values.lengths[row] = 0;
    }
  }

  private void skipVariable(int column, byte[] bytes, int delta, int count) {
    for (int i = 0; i < count; i++) {
      positions[i] = layout.skip(bytes, positions[i] + delta, column);
    }
  }

  /** Notes where each row's suffixes begin; -1 where there are none. */
  private void findSuffixes(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      starts[i] = bytes[ends[i] - 1] == 0 ? -1 : Suffixes.start(bytes, ends[i]);
    }
  }

  private void readSuffixes(byte[] bytes, int count, ColumnVector[] out, int base) {
    for (int i = 0; i < count; i++) {
      if (starts[i] >= 0) {
        readSuffixesOf(bytes, starts[i], out, base + i);
      }
    }
  }

  private void readSuffixesOf(byte[] bytes, int start, ColumnVector[] out, int row) {
    int at = start;
    for (int column : layout.suffixColumns) {
      int wanted = target[column];
      if (wanted == UNWANTED || out[wanted].isNull(row)) {
        at = layout.codecs[column].skipSuffix(bytes, at);
      } else {
        at = layout.codecs[column].decodeSuffix(bytes, at, out[wanted], row);
      }
    }
  }
}
