package dev.tidewater.engine.operator;

import dev.tidewater.zset.Batch;
import dev.tidewater.zset.Page;
import java.util.Arrays;

/** How many rows each key has; a key is present if it has more than none. */
final class KeyCounts {
  private final GroupTable counts = new GroupTable(1, 0);

  /** Told of keys that become present or absent, in ascending order. */
  @FunctionalInterface
  interface Transition {
    void changed(byte[] key, int offset, int length, boolean appeared);
  }

  boolean isPresent(byte[] key, int offset, int length) {
    long handle = counts.find(key, offset, length);
    return handle != GroupTable.ABSENT && counts.numbers(handle)[counts.numbersAt(handle)] > 0;
  }

  /** Counts the rows of a batch, whose rows begin with their key. */
  void apply(Batch changes, KeyLengths keys, Transition transition) {
    byte[] runBytes = new byte[0];
    int runOffset = 0;
    int runLength = -1;
    long runDiff = 0;
    for (Page page : changes.pages()) {
      byte[] bytes = page.bytes();
      for (int i = 0; i < page.count(); i++) {
        int offset = page.offset(i);
        int length = keys.of(bytes, offset);
        boolean sameKey =
            length == runLength
                && Arrays.equals(
                    runBytes, runOffset, runOffset + length, bytes, offset, offset + length);
        if (!sameKey) {
          add(runBytes, runOffset, runLength, runDiff, transition);
          runBytes = bytes;
          runOffset = offset;
          runLength = length;
          runDiff = 0;
        }
        runDiff += page.diff(i);
      }
    }
    add(runBytes, runOffset, runLength, runDiff, transition);
  }

  private void add(byte[] key, int offset, int length, long diff, Transition transition) {
    if (diff == 0 || length < 0) {
      return;
    }
    long before = addTo(key, offset, length, diff);
    boolean wasPresent = before > 0;
    boolean isPresent = before + diff > 0;
    if (wasPresent != isPresent) {
      transition.changed(key, offset, length, isPresent);
    }
  }

  /** Adds to a key's count and gives what it was before. */
  long addTo(byte[] key, int offset, int length, long diff) {
    long handle = counts.findOrAdd(key, offset, length);
    long[] numbers = counts.numbers(handle);
    int at = counts.numbersAt(handle);
    long before = numbers[at];
    numbers[at] = before + diff;
    if (before + diff == 0) {
      counts.remove(handle);
    }
    return before;
  }

  long keys() {
    return counts.size();
  }

  long memoryBytes() {
    return counts.memoryBytes();
  }
}
