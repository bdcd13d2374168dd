package dev.tidewater.coordinator.subscribe;

import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.row.RowDecoder;
import dev.tidewater.types.vector.ColumnVector;
import java.util.Arrays;
import java.util.List;

/** Encoded rows that become a vector for each of some columns; of a blank row all are NULL. */
final class RowBuffer {
  private final RowDecoder decoder;
  private final ColumnVector[] vectors;
  private final ByteSink bytes = new ByteSink();
  private final int[] starts = new int[ColumnVector.DEFAULT_CAPACITY];
  private final int[] ends = new int[ColumnVector.DEFAULT_CAPACITY];
  private final boolean[] blank = new boolean[ColumnVector.DEFAULT_CAPACITY];
  private int count;
  private boolean hasBlanks;

  RowBuffer(RowDecoder decoder, ColumnVector[] vectors) {
    this.decoder = decoder;
    this.vectors = vectors;
  }

  void add(RowReference row) {
    starts[count] = bytes.size();
    bytes.putBytes(row.bytes(), row.offset(), row.length());
    ends[count] = bytes.size();
    blank[count] = false;
    count++;
  }

  /** Adds a row without values; it is given some row, for the bytes' sake. */
  void addBlank(RowReference row) {
    add(row);
    blank[count - 1] = true;
    hasBlanks = true;
  }

  /** The rows' values; the buffer is empty again. */
  List<ColumnVector> take() {
    decoder.decode(bytes.array(), starts, ends, count, vectors);
    if (hasBlanks) {
      for (ColumnVector vector : vectors) {
        blankOut(vector);
      }
    }
    bytes.clear();
    count = 0;
    hasBlanks = false;
    return Arrays.asList(vectors);
  }

  private void blankOut(ColumnVector vector) {
    if (!vector.hasNulls) {
      Arrays.fill(vector.nulls, 0, count, false);
    }
    for (int row = 0; row < count; row++) {
      if (blank[row]) {
        vector.setNull(row);
      }
    }
  }
}
