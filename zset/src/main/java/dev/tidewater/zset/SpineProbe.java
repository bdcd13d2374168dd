package dev.tidewater.zset;

import java.util.Arrays;
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

  /** Of each layer where the present key's updates begin, if it was looked for there. */
  private final int[] startPages;

  private final int[] startRows;
  private final boolean[] sought;
  private byte[] key = Page.EMPTY.bytes();
  private int keyOffset;
  private int keyLength;
  private int layer;
  private boolean inLayer;

  SpineProbe(List<Batch> batches) {
    cursors = new BatchCursor[batches.size()];
    startPages = new int[cursors.length];
    startRows = new int[cursors.length];
    sought = new boolean[cursors.length];
    for (int i = 0; i < cursors.length; i++) {
      cursors[i] = batches.get(i).cursor();
    }
  }

  /**
   * Turns to a key, which is not below the one before and may be the same again; its bytes must
   * stay until the next call.
   */
  public void seek(byte[] newKey, int offset, int length) {
    if (!Rows.equal(key, keyOffset, keyLength, newKey, offset, length)) {
      Arrays.fill(sought, false);
    }
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
      boolean found = inLayer ? cursor.next() : enter(cursor);
      inLayer = true;
      if (found && cursor.startsWith(key, keyOffset, keyLength)) {
        return true;
      }
      layer++;
      inLayer = false;
    }
    return false;
  }

  private boolean enter(BatchCursor cursor) {
    if (sought[layer]) {
      return cursor.moveTo(startPages[layer], startRows[layer]);
    }
    boolean found = cursor.seek(key, keyOffset, keyLength);
    sought[layer] = true;
    startPages[layer] = cursor.pageIndex();
    startRows[layer] = cursor.row();
    return found;
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
