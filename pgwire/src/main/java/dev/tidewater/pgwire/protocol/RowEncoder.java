package dev.tidewater.pgwire.protocol;

import dev.tidewater.types.vector.ColumnVector;
import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * Writes DataRow messages, straight from vectors to the wire. One for each result, used by one
 * thread.
 */
public final class RowEncoder {
  private static final int NULL_LENGTH = -1;
  private static final int LENGTH_BYTES = 4;

  private final ColumnEncoder[] encoders;

  public RowEncoder(List<ColumnEncoder> encoders) {
    this.encoders = encoders.toArray(new ColumnEncoder[0]);
  }

  /** Writes one row of some vectors, one for each column; writes nothing if it throws. */
  public void encode(List<ColumnVector> columns, int row, ByteBuf out) {
    int before = out.writerIndex();
    try {
      encodeValues(columns, row, out);
    } catch (RuntimeException | Error e) {
      out.writerIndex(before);
      throw e;
    }
  }

  private void encodeValues(List<ColumnVector> columns, int row, ByteBuf out) {
    int start = ServerMessages.begin(out, 'D');
    out.writeShort(encoders.length);
    for (int i = 0; i < encoders.length; i++) {
      ColumnVector vector = columns.get(i);
      int lengthAt = out.writerIndex();
      out.writeInt(NULL_LENGTH);
      if (!vector.isNull(row)) {
        encoders[i].encode(vector, row, out);
        out.setInt(lengthAt, out.writerIndex() - lengthAt - LENGTH_BYTES);
      }
    }
    ServerMessages.end(out, start);
  }
}
