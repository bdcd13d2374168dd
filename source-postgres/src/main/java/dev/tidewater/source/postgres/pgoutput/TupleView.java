package dev.tidewater.source.postgres.pgoutput;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The values of one row of a replication message: slices of the message's bytes. */
public final class TupleView implements TextRow {
  private static final byte NULL = 'n';
  private static final byte UNCHANGED = 'u';
  private static final byte TEXT = 't';

  private byte[] data = new byte[0];
  private byte[] kinds = new byte[16];
  private int[] offsets = new int[16];
  private int[] lengths = new int[16];
  private int size;

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean isNull(int column) {
    return kinds[column] == NULL;
  }

  @Override
  public boolean isUnchanged(int column) {
    return kinds[column] == UNCHANGED;
  }

  @Override
  public byte[] data() {
    return data;
  }

  @Override
  public int offset(int column) {
    return offsets[column];
  }

  @Override
  public int length(int column) {
    return lengths[column];
  }

  /** Reads the row at the buffer's position. */
  void read(ByteBuffer message) {
    data = message.array();
    size = Short.toUnsignedInt(message.getShort());
    if (size > kinds.length) {
      kinds = Arrays.copyOf(kinds, size);
      offsets = Arrays.copyOf(offsets, size);
      lengths = Arrays.copyOf(lengths, size);
    }
    for (int i = 0; i < size; i++) {
      kinds[i] = message.get();
      if (kinds[i] == TEXT) {
        lengths[i] = message.getInt();
        offsets[i] = message.arrayOffset() + message.position();
        message.position(message.position() + lengths[i]);
      } else if (kinds[i] != NULL && kinds[i] != UNCHANGED) {
        throw new IllegalArgumentException("a value of unknown kind " + (char) kinds[i]);
      }
    }
  }
}
