package dev.tidewater.zset;

import java.util.List;

/**
 * A binary heap of cursors in the order of their current updates. The one on top is the current
 * update; others that stand at the same row and time are moved on as their diffs are added to it.
 */
final class MergeCursor implements UpdateCursor {
  private final UpdateCursor[] all;
  private final UpdateCursor[] heap;

  /**
   * Of each cursor in the heap the first eight bytes of its row, so that most comparisons end
   * there.
   */
  private final long[] prefixes;

  private int size;
  private boolean started;
  private boolean topIsSpent;
  private long diff;

  MergeCursor(List<? extends UpdateCursor> cursors) {
    this.all = cursors.toArray(UpdateCursor[]::new);
    this.heap = new UpdateCursor[all.length];
    this.prefixes = new long[all.length];
  }

  @Override
  public boolean next() {
    if (!started) {
      started = true;
      for (UpdateCursor cursor : all) {
        if (cursor.next()) {
          push(cursor);
        }
      }
      order();
    } else if (topIsSpent) {
      moveTop();
    }
    return settle();
  }

  @Override
  public boolean seek(byte[] key, int offset, int length) {
    if (started && topIsSpent) {
      int stands = Rows.compare(bytes(), offset(), length(), key, offset, length);
      if (stands >= 0) {
        return true;
      }
    }
    UpdateCursor[] standing = started ? heap.clone() : all;
    int standingCount = started ? size : all.length;
    started = true;
    topIsSpent = false;
    size = 0;
    for (int i = 0; i < standingCount; i++) {
      if (standing[i].seek(key, offset, length)) {
        push(standing[i]);
      }
    }
    order();
    return settle();
  }

  /** Adds up what stands at the top's row and time; goes on if nothing remains. */
  private boolean settle() {
    while (size > 0) {
      diff = heap[0].diff();
      while (size > 1 && secondEqualsTop()) {
        int second = second();
        diff += heap[second].diff();
        move(second);
      }
      if (diff != 0) {
        topIsSpent = true;
        return true;
      }
      moveTop();
    }
    topIsSpent = false;
    return false;
  }

  private int second() {
    return size > 2 && compare(2, 1) < 0 ? 2 : 1;
  }

  private boolean secondEqualsTop() {
    return compare(0, 1) == 0 || (size > 2 && compare(0, 2) == 0);
  }

  private void push(UpdateCursor cursor) {
    heap[size] = cursor;
    readPrefix(size);
    size++;
  }

  private void readPrefix(int at) {
    UpdateCursor cursor = heap[at];
    int offset = cursor.offset();
    prefixes[at] = Rows.prefix(cursor.bytes(), offset, offset + cursor.length());
  }

  private void order() {
    for (int i = size / 2 - 1; i >= 0; i--) {
      siftDown(i);
    }
  }

  private void moveTop() {
    move(0);
  }

  private void move(int at) {
    if (heap[at].next()) {
      readPrefix(at);
    } else {
      size--;
      heap[at] = heap[size];
      prefixes[at] = prefixes[size];
    }
    siftDown(at);
  }

  private void siftDown(int from) {
    int at = from;
    while (true) {
      int child = 2 * at + 1;
      if (child >= size) {
        return;
      }
      if (child + 1 < size && compare(child + 1, child) < 0) {
        child++;
      }
      if (compare(at, child) <= 0) {
        return;
      }
      swap(at, child);
      at = child;
    }
  }

  private void swap(int i, int j) {
    UpdateCursor cursor = heap[i];
    heap[i] = heap[j];
    heap[j] = cursor;
    long prefix = prefixes[i];
    prefixes[i] = prefixes[j];
    prefixes[j] = prefix;
  }

  private int compare(int i, int j) {
    if (prefixes[i] != prefixes[j]) {
      return Long.compareUnsigned(prefixes[i], prefixes[j]);
    }
    UpdateCursor a = heap[i];
    UpdateCursor b = heap[j];
    int order = Rows.compare(a.bytes(), a.offset(), a.length(), b.bytes(), b.offset(), b.length());
    return order != 0 ? order : Long.compare(a.time(), b.time());
  }

  @Override
  public byte[] bytes() {
    return heap[0].bytes();
  }

  @Override
  public int offset() {
    return heap[0].offset();
  }

  @Override
  public int length() {
    return heap[0].length();
  }

  @Override
  public long time() {
    return heap[0].time();
  }

  @Override
  public long diff() {
    return diff;
  }

  @Override
  public void close() {
    for (UpdateCursor cursor : all) {
      cursor.close();
    }
  }
}
