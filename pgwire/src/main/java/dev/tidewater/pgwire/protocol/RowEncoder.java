package dev.tidewater.pgwire.protocol;

import dev.tidewater.pgwire.protocol.FormatCodes.Format;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.format.BinaryFormat;
import dev.tidewater.types.format.TextFormat;
import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.vector.ColumnVector;
import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * Writes DataRow messages, straight from vectors to the wire, without an object for a row or a
 * value. One for each result, used by one thread.
 */
public final class RowEncoder {
  private static final int NULL_LENGTH = -1;
  private static final int LENGTH_BYTES = 4;

  /** A row much longer than this is rare, and its buffer is not kept for the next one. */
  private static final int KEPT_ROW_BYTES = 1 << 20;

  private final SqlType[] types;
  private final Format[] formats;
  private final TextFormat textFormat;
  private ByteSink row = new ByteSink();

  public RowEncoder(List<SqlType> types, FormatCodes formats, TextFormat textFormat) {
    this.types = types.toArray(new SqlType[0]);
    this.formats = new Format[this.types.length];
    for (int i = 0; i < this.formats.length; i++) {
      this.formats[i] = formats.at(i);
    }
    this.textFormat = textFormat;
  }

  /** Writes a row of some vectors, one for each column; nothing is written if it throws. */
  public void encode(List<ColumnVector> columns, int position, ByteBuf out) {
    if (row.size() > KEPT_ROW_BYTES) {
      row = new ByteSink();
    }
    row.clear();
    row.putByte('D');
    int start = row.claim(LENGTH_BYTES);
    row.putShort(types.length);
    for (int i = 0; i < types.length; i++) {
      encodeValue(columns.get(i), position, i);
    }
    row.setInt(start, row.size() - start);
    out.writeBytes(row.array(), 0, row.size());
  }

  private void encodeValue(ColumnVector vector, int position, int column) {
    int lengthAt = row.claim(LENGTH_BYTES);
    if (vector.isNull(position)) {
      row.setInt(lengthAt, NULL_LENGTH);
      return;
    }
    switch (formats[column]) {
      case TEXT -> textFormat.append(vector, types[column], position, row);
      case BINARY -> BinaryFormat.append(vector, types[column], position, row);
    }
    row.setInt(lengthAt, row.size() - lengthAt - LENGTH_BYTES);
  }
}
