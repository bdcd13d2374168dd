package dev.tidewater.types.row;

import dev.tidewater.types.RecordType;
import dev.tidewater.types.RecordValue;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.ColumnVector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records in vectors and rows: for each field 0 and its key, or 1 for NULL; then the suffixes of
 * the fields that may have one (left out if all are the byte 0) and the length of those. Immutable.
 */
public final class RecordFormat {
  private final List<SqlType> types;
  private final List<ColumnCodec> codecs;
  private final RecordKeyWalker walker;

  private RecordFormat(RecordType type) {
    this.types = type.types();
    this.codecs = types.stream().map(ColumnCodec::of).toList();
    this.walker = new RecordKeyWalker(codecs);
  }

  public static RecordFormat of(RecordType type) {
    return new RecordFormat(type);
  }

  /** Appends the binary form of a record whose fields stand in a row of vectors. */
  public void encode(ColumnVector[] fields, int row, ByteSink out) {
    for (int i = 0; i < codecs.size(); i++) {
      if (fields[i].isNull(row)) {
        out.putByte(RecordKeyWalker.NULL);
      } else {
        out.putByte(RecordKeyWalker.PRESENT);
        codecs.get(i).encode(fields[i], row, out);
      }
    }
    int start = out.size();
    boolean canonical = true;
    for (int i = 0; i < codecs.size(); i++) {
      if (codecs.get(i).hasSuffix() && !fields[i].isNull(row)) {
        canonical &= !codecs.get(i).encodeSuffix(fields[i], row, out);
      }
    }
    if (canonical) {
      out.truncate(start);
    }
    Suffixes.close(out, start);
  }

  /** SQL's order of two records of one type in vectors; a NULL field comes last. */
  public static int compare(BytesVector a, int aRow, BytesVector b, int bRow) {
    return Suffixes.compareKeys(a, aRow, b, bRow);
  }

  /** Sets a row of vectors to the fields of the record in a row of a vector. */
  public void decode(BytesVector records, int row, ColumnVector[] fields, int to) {
    byte[] source = records.data;
    int start = records.offsets[row];
    int at = start;
    for (int i = 0; i < codecs.size(); i++) {
      if (source[at] == RecordKeyWalker.NULL) {
        fields[i].setNull(to);
        at++;
      } else {
        fields[i].nulls[to] = false;
        at = codecs.get(i).decode(source, at + 1, fields[i], to);
      }
    }
    int end = start + records.lengths[row];
    if (Suffixes.length(source, end) > 0) {
      int suffix = Suffixes.start(source, end);
      for (int i = 0; i < codecs.size(); i++) {
        if (codecs.get(i).hasSuffix() && !fields[i].isNull(to)) {
          suffix = codecs.get(i).decodeSuffix(source, suffix, fields[i], to);
        }
      }
    }
  }

  /** Vectors that hold the fields. */
  public ColumnVector[] allocate(int capacity) {
    return types.stream().map(type -> Values.allocate(type, capacity)).toArray(ColumnVector[]::new);
  }

  /** Sets a row of a vector. */
  public void write(RecordValue value, BytesVector vector, int row) {
    ColumnVector[] fields = allocate(1);
    for (int i = 0; i < fields.length; i++) {
      Values.write(fields[i], types.get(i), 0, value.fields().get(i));
    }
    ByteSink out = new ByteSink();
    encode(fields, 0, out);
    vector.append(row, out.array(), 0, out.size());
  }

  /** The value in a row of a vector. */
  public RecordValue read(BytesVector vector, int row) {
    ColumnVector[] fields = allocate(1);
    decode(vector, row, fields, 0);
    @Nullable Object[] values = new @Nullable Object[fields.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Values.read(fields[i], types.get(i), 0);
    }
    return RecordValue.of(values);
  }

  KeyWalker walker() {
    return walker;
  }
}
