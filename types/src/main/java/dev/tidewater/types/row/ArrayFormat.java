package dev.tidewater.types.row;

import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ArrayValue;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.ColumnVector;
import org.jspecify.annotations.Nullable;

/**
 * Arrays in vectors and rows: for each element 1 and its key, or 2 for NULL; 0 at the end; then the
 * suffixes of the elements (left out if all are the byte 0) and the length of those. Immutable.
 */
public final class ArrayFormat {
  private final ScalarType element;
  private final ColumnCodec codec;

  private ArrayFormat(ScalarType element) {
    this.element = element;
    this.codec = ColumnCodec.of(element);
  }

  public static ArrayFormat of(ArrayType type) {
    return new ArrayFormat(type.element());
  }

  /** Appends the binary form of an array whose elements are the first rows of a vector. */
  public void encode(ColumnVector elements, int count, ByteSink out) {
    for (int i = 0; i < count; i++) {
      if (elements.isNull(i)) {
        out.putByte(ArrayKeyWalker.NULL);
      } else {
        out.putByte(ArrayKeyWalker.PRESENT);
        codec.encode(elements, i, out);
      }
    }
    out.putByte(ArrayKeyWalker.END);
    int start = out.size();
    if (codec.hasSuffix()) {
      boolean canonical = true;
      for (int i = 0; i < count; i++) {
        if (!elements.isNull(i)) {
          canonical &= !codec.encodeSuffix(elements, i, out);
        }
      }
      if (canonical) {
        out.truncate(start);
      }
    }
    Suffixes.close(out, start);
  }

  /** SQL's order of two arrays of one type in vectors. */
  public static int compare(BytesVector a, int aRow, BytesVector b, int bRow) {
    return Suffixes.compareKeys(a, aRow, b, bRow);
  }

  /** How many elements the array in a row of a vector has. */
  public int count(BytesVector arrays, int row) {
    int count = 0;
    byte[] source = arrays.data;
    for (int at = arrays.offsets[row]; source[at] != ArrayKeyWalker.END; count++) {
      at = source[at] == ArrayKeyWalker.NULL ? at + 1 : codec.skip(source, at + 1);
    }
    return count;
  }

  /** The elements of the array in a row of a vector, as a vector of exactly that many. */
  public ColumnVector elements(BytesVector arrays, int row) {
    int count = count(arrays, row);
    ColumnVector out = Values.allocate(element, count);
    byte[] source = arrays.data;
    int at = arrays.offsets[row];
    for (int i = 0; i < count; i++) {
      if (source[at] == ArrayKeyWalker.NULL) {
        out.setNull(i);
        at++;
      } else {
        at = codec.decode(source, at + 1, out, i);
      }
    }
    int end = arrays.offsets[row] + arrays.lengths[row];
    if (Suffixes.length(source, end) > 0) {
      int suffix = Suffixes.start(source, end);
      for (int i = 0; i < count; i++) {
        if (!out.isNull(i)) {
          suffix = codec.decodeSuffix(source, suffix, out, i);
        }
      }
    }
    return out;
  }

  /** Sets a row of a vector. */
  public void write(ArrayValue value, BytesVector vector, int row) {
    ColumnVector elements = Values.allocate(element, value.size());
    for (int i = 0; i < value.size(); i++) {
      Values.write(elements, element, i, value.elements().get(i));
    }
    ByteSink out = new ByteSink();
    encode(elements, value.size(), out);
    vector.append(row, out.array(), 0, out.size());
  }

  /** The value in a row of a vector. */
  public ArrayValue read(BytesVector vector, int row) {
    ColumnVector elements = elements(vector, row);
    @Nullable Object[] values = new @Nullable Object[elements.capacity()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Values.read(elements, element, i);
    }
    return ArrayValue.of(values);
  }
}
