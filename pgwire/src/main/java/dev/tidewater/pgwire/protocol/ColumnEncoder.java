package dev.tidewater.pgwire.protocol;

import dev.tidewater.types.vector.ColumnVector;
import io.netty.buffer.ByteBuf;

/** Writes the values of one column of a result in one format. Used by one thread at a time. */
public interface ColumnEncoder {
  /** Writes the value of a row, which is not NULL, without its length. */
  void encode(ColumnVector vector, int row, ByteBuf out);
}
