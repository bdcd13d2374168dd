package dev.tidewater.zset;

import java.util.List;

/**
 * Looks up keys in a {@link Spine}: the updates whose row starts with a key. They come layer by
 * layer and are not consolidated, so a row may come several times, and its diffs must be added up
 * by whoever cares (a join need not). Keys must be asked for in ascending order; the cost of a
 * look-up is then the logarithm of what lies between it and the one before.
 *
 * <p>Keys must be self-delimiting: no key is a proper prefix of another. One thread at a time.
 */
public final class SpineProbe {
  private final BatchCursor[] cursors;
  private byte[] key = Page.EMPTY.bytes();
  private int keyOffset;
  private int keyLength;
  private int layer;
  private boolean inLayer;

  SpineProbe(List<Batch> batches) {
    cursors = new BatchCursor[batches.size()];
    for (int i = 0; i < cursors.length; i++) {
      cursors[i] = batches.get(i).cursor();
    }
  }

  /** Turns to a key, not below the one before; its bytes must stay until the next call. */
  public void seek(byte[] newKey, int offset, int length) {
    key = newKey;
    keyOffset = offset;
    keyLength = length;
    layer = 0;
    inLayer = false;
  }

  /** Moves to the next update of the key; false if there is none. */
  public boolean next() {
    while (layer < cursors.length) {
      BatchCursor cursor = cursors[layer];
      boolean found = inLayer ? cursor.next() : cursor.seek(key, keyOffset, keyLength);
      inLayer = true;
      if (found && startsWithKey(cursor)) {
        return true;
      }
      layer++;
      inLayer = false;
    }
    return false;
  }

  private boolean startsWithKey(BatchCursor cursor) {
    int length = Math.min(cursor.length(), keyLength);
    return Rows.equal(key, keyOffset, keyLength, cursor.bytes(), cursor.offset(), length);
  }

  /** The array that holds the row. */
  public byte[] bytes() {
    return cursors[layer].bytes();
  }

  public int offset() {
    return cursors[layer].offset();
  }

  public int length() {
    return cursors[layer].length();
  }

  public long diff() {
    return cursors[layer].diff();
  }
}
