package dev.tidewater.types.row;

import dev.tidewater.types.vector.ColumnVector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Encodes runs of rows from vectors, a column at a time: variable-width columns are first encoded
 * aside, which gives the length of every row, then every column is put into its place. Reuses its
 * memory; one thread at a time.
 */
public final class RowEncoder {
  private final RowLayout layout;
  private final ByteSink[] scratch;
  private final int[][] scratchEnds;
  private final ByteSink suffixScratch = new ByteSink();
  private int[] suffixEnds = new int[0];
  private int[] positions = new int[0];

  RowEncoder(RowLayout layout) {
    this.layout = layout;
    this.scratch = new ByteSink[layout.arity()];
    this.scratchEnds = new int[layout.arity()][0];
    for (int column : layout.physicalOrder) {
      scratch[column] = new ByteSink(layout.codecs[column] instanceof VariableCodec ? 256 : 0);
    }
  }

  /**
   * Appends rows.
   *
   * @param columns a vector for each column
   * @param rows which rows of the vectors, in any order; null for the first {@code count}
   * @param offsets receives where each row begins in the sink, from {@code firstOffset} on, and
   *     behind them where the last one ends
   */
  public void encode(
      ColumnVector[] columns,
      int @Nullable [] rows,
      int count,
      ByteSink out,
      int[] offsets,
      int firstOffset) {
    reserve(count);
    layoutRows(columns, rows, count, out, offsets, firstOffset);
    byte[] target = out.array();
    System.arraycopy(offsets, firstOffset, positions, 0, count);
    int delta = 0;
    for (int column : layout.physicalOrder) {
      if (layout.codecs[column] instanceof FixedCodec codec) {
        delta = writeFixed(codec, columns[column], column, rows, count, target, delta);
      } else {
        place(scratch[column], scratchEnds[column], count, target, delta);
        delta = 0;
      }
    }
    if (layout.suffixColumns.length > 0) {
      place(suffixScratch, suffixEnds, count, target, delta);
    }
  }

  private void reserve(int count) {
    if (positions.length < count) {
      positions = new int[count];
      suffixEnds = new int[count];
      for (int column : layout.physicalOrder) {
        if (layout.codecs[column] instanceof VariableCodec) {
          scratchEnds[column] = new int[count];
        }
      }
    }
  }

  /** Encodes what varies aside and gives each row its place. */
  private void layoutRows(
      ColumnVector[] columns,
      int @Nullable [] rows,
      int count,
      ByteSink out,
      int[] offsets,
      int firstOffset) {
    int fixed = 0;
    int[] lengths = positions;
    Arrays.fill(lengths, 0, count, 0);
    for (int column : layout.physicalOrder) {
      if (layout.codecs[column] instanceof VariableCodec codec) {
        encodeAside(codec, columns[column], column, rows, count);
        addLengths(scratchEnds[column], count, lengths);
      } else {
        fixed += layout.columnWidth(column);
      }
    }
    if (layout.suffixColumns.length > 0) {
      suffixScratch.clear();
      for (int i = 0; i < count; i++) {
        layout.encodeSuffixes(columns, rows == null ? i : rows[i], suffixScratch);
        suffixEnds[i] = suffixScratch.size();
      }
      addLengths(suffixEnds, count, lengths);
    }
    long total = 0;
    for (int i = 0; i < count; i++) {
      total += fixed + lengths[i];
    }
    int start = out.claim(Math.toIntExact(total));
    offsets[firstOffset] = start;
    for (int i = 0; i < count; i++) {
      start += fixed + lengths[i];
      offsets[firstOffset + i + 1] = start;
    }
  }

  private static void addLengths(int[] ends, int count, int[] lengths) {
    int start = 0;
    for (int i = 0; i < count; i++) {
      lengths[i] += ends[i] - start;
      start = ends[i];
    }
  }

  private void encodeAside(
      VariableCodec codec, ColumnVector vector, int column, int @Nullable [] rows, int count) {
    ByteSink aside = scratch[column];
    int[] ends = scratchEnds[column];
    boolean tagged = layout.tagged[column];
    aside.clear();
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows[i];
      boolean isNull = vector.isNull(row);
      if (tagged) {
        aside.putByte(isNull ? 1 : 0);
      } else if (isNull) {
        throw new IllegalArgumentException("NULL in a column that is not nullable");
      }
      if (!isNull) {
        codec.encode(vector, row, aside);
      }
      ends[i] = aside.size();
    }
  }

  private int writeFixed(
      FixedCodec codec,
      ColumnVector vector,
      int column,
      int @Nullable [] rows,
      int count,
      byte[] target,
      int delta) {
    if (!layout.tagged[column]) {
      if (vector.hasNulls) {
        requireNoNulls(vector, rows, count);
      }
      codec.writeRun(vector, rows, count, target, positions, delta);
      return delta + codec.width();
    }
    codec.writeRun(vector, rows, count, target, positions, delta + 1);
    for (int i = 0; i < count; i++) {
      target[positions[i] + delta] = 0;
    }
    if (vector.hasNulls) {
      for (int i = 0; i < count; i++) {
        if (vector.nulls[rows == null ? i : rows[i]]) {
          int at = positions[i] + delta;
          target[at] = 1;
          Arrays.fill(target, at + 1, at + 1 + codec.width(), (byte) 0);
        }
      }
    }
    return delta + 1 + codec.width();
  }

  private static void requireNoNulls(ColumnVector vector, int @Nullable [] rows, int count) {
    for (int i = 0; i < count; i++) {
      if (vector.nulls[rows == null ? i : rows[i]]) {
        throw new IllegalArgumentException("NULL in a column that is not nullable");
      }
    }
  }

  /** Copies what was encoded aside and moves the positions behind it. */
  private void place(ByteSink aside, int[] ends, int count, byte[] target, int delta) {
    byte[] source = aside.array();
    int start = 0;
    for (int i = 0; i < count; i++) {
      int length = ends[i] - start;
      System.arraycopy(source, start, target, positions[i] + delta, length);
      positions[i] += delta + length;
      start = ends[i];
    }
  }
}
