package dev.tidewater.engine.operator;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A hash table from encoded keys to a few numbers each, and objects if wanted. Key and numbers lie
 * together, so an update of a short key costs one cache miss; keys beyond eight bytes lie aside.
 *
 * <p>Divided into parts by hash, each of which grows by itself: no insert ever moves more than one
 * part. Open addressing with linear probing; removal closes the gap, so there are no tombstones.
 *
 * <p>A handle stays valid until the next insert or removal. One thread at a time.
 */
final class GroupTable {
  static final long ABSENT = -1;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int PART_BITS = 8;
  private static final int PARTS = 1 << PART_BITS;
  private static final int FIRST_SLOTS = 4;

  /** Words of a slot before the numbers: hash and length, then the key or where it lies. */
  private static final int HEADER = 2;

  private static final int INLINE_LENGTH = 8;

  private final int words;
  private final int objects;
  private final int stride;
  private final @Nullable Part[] parts = new @Nullable Part[PARTS];
  private long size;

  private final class Part {
    long[] slots = new long[FIRST_SLOTS * stride];
    @Nullable Object[] objectSlots = new @Nullable Object[FIRST_SLOTS * objects];
    byte[] keys = new byte[0];
    int keysEnd;
    int keysLive;
    int mask = FIRST_SLOTS - 1;
    int count;
  }

  /**
   * @param words numbers of each group
   * @param objects objects of each group
   */
  GroupTable(int words, int objects) {
    this.words = words;
    this.objects = objects;
    this.stride = HEADER + words;
  }

  static long hash(byte[] key, int offset, int length) {
    long hash = length * 0x9e3779b97f4a7c15L;
    int at = offset;
    int end = offset + length;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = mix(hash ^ (long) LONG.get(key, at));
    }
    if (at < end) {
      hash = mix(hash ^ tail(key, at, end));
    }
    return hash ^ hash >>> 32;
  }

  private static long mix(long value) {
    long product = value * 0xbf58476d1ce4e5b9L;
    return (product ^ product >>> 29) * 0x94d049bb133111ebL;
  }

  private static long tail(byte[] key, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      value = value << 8 | (key[i] & 0xff);
    }
    return value;
  }

  private static int partOf(long hash) {
    return (int) (hash >>> (Long.SIZE - PART_BITS));
  }

  /** Never 0, which marks an empty slot. */
  private static long header(long hash, int length) {
    return hash << 32 | (length + 1L);
  }

  private static long inlineKey(byte[] key, int offset, int length) {
    return tail(key, offset, offset + length);
  }

  /** The group of a key, or {@link #ABSENT}. */
  long find(byte[] key, int offset, int length) {
    long hash = hash(key, offset, length);
    Part part = parts[partOf(hash)];
    if (part == null) {
      return ABSENT;
    }
    int slot = slotOf(part, hash, key, offset, length);
    return part.slots[slot * stride] == 0 ? ABSENT : handle(hash, slot);
  }

  /** The group of a key, which is made with all numbers 0 if it is not there. */
  long findOrAdd(byte[] key, int offset, int length) {
    long hash = hash(key, offset, length);
    int index = partOf(hash);
    Part part = parts[index];
    if (part == null) {
      part = new Part();
      parts[index] = part;
    }
    int slot = slotOf(part, hash, key, offset, length);
    if (part.slots[slot * stride] == 0) {
      if ((part.count + 1) * 3L > (part.mask + 1) * 2L) {
        rehash(part, (part.mask + 1) * 2);
        slot = slotOf(part, hash, key, offset, length);
      }
      part.slots[slot * stride] = header(hash, length);
      part.slots[slot * stride + 1] =
          length <= INLINE_LENGTH
              ? inlineKey(key, offset, length)
              : addKey(part, key, offset, length);
      part.count++;
      size++;
    }
    return handle(hash, slot);
  }

  private static long handle(long hash, int slot) {
    return (long) partOf(hash) << 32 | slot;
  }

  /** The slot of the key, or the empty one where it belongs. */
  private int slotOf(Part part, long hash, byte[] key, int offset, int length) {
    long header = header(hash, length);
    long inline = length <= INLINE_LENGTH ? inlineKey(key, offset, length) : 0;
    int slot = (int) hash & part.mask;
    while (true) {
      int at = slot * stride;
      long found = part.slots[at];
      if (found == 0) {
        return slot;
      }
      if (found == header) {
        long stored = part.slots[at + 1];
        boolean same =
            length <= INLINE_LENGTH
                ? stored == inline
                : Arrays.equals(
                    part.keys, (int) stored, (int) stored + length, key, offset, offset + length);
        if (same) {
          return slot;
        }
      }
      slot = (slot + 1) & part.mask;
    }
  }

  private static int addKey(Part part, byte[] key, int offset, int length) {
    int needed = Math.addExact(part.keysEnd, length);
    if (needed > part.keys.length) {
      long doubled = Math.min(Integer.MAX_VALUE - 16L, Math.max(64, part.keys.length * 2L));
      part.keys = Arrays.copyOf(part.keys, (int) Math.max(needed, doubled));
    }
    int start = part.keysEnd;
    System.arraycopy(key, offset, part.keys, start, length);
    part.keysEnd = needed;
    part.keysLive += length;
    return start;
  }

  /** Moves all groups to a new table and leaves the holes among the keys behind. */
  private void rehash(Part part, int slotCount) {
    long[] oldSlots = part.slots;
    @Nullable Object[] oldObjects = part.objectSlots;
    byte[] oldKeys = part.keys;
    part.slots = new long[Math.multiplyExact(slotCount, stride)];
    part.objectSlots = new @Nullable Object[slotCount * objects];
    part.mask = slotCount - 1;
    boolean compactKeys = part.keysLive < part.keysEnd;
    if (compactKeys) {
      part.keys = new byte[part.keysLive + part.keysLive / 2];
      part.keysEnd = 0;
      part.keysLive = 0;
    }
    for (int old = 0; old < oldSlots.length; old += stride) {
      long header = oldSlots[old];
      if (header == 0) {
        continue;
      }
      int slot = (int) (header >>> 32) & part.mask;
      while (part.slots[slot * stride] != 0) {
        slot = (slot + 1) & part.mask;
      }
      System.arraycopy(oldSlots, old, part.slots, slot * stride, stride);
      System.arraycopy(
          oldObjects, old / stride * objects, part.objectSlots, slot * objects, objects);
      int length = length(header);
      if (compactKeys && length > INLINE_LENGTH) {
        part.slots[slot * stride + 1] = addKey(part, oldKeys, (int) oldSlots[old + 1], length);
      }
    }
  }

  private static int length(long header) {
    return (int) header - 1;
  }

  /** The group is forgotten; handles become invalid. */
  void remove(long handle) {
    Part part = part(handle);
    int gap = (int) handle;
    int length = length(part.slots[gap * stride]);
    if (length > INLINE_LENGTH) {
      part.keysLive -= length;
    }
    int slot = gap;
    while (true) {
      slot = (slot + 1) & part.mask;
      long header = part.slots[slot * stride];
      if (header == 0) {
        break;
      }
      int home = (int) (header >>> 32) & part.mask;
      // A group may move back into the gap unless its home lies behind the gap.
      if (((slot - home) & part.mask) >= ((slot - gap) & part.mask)) {
        System.arraycopy(part.slots, slot * stride, part.slots, gap * stride, stride);
        System.arraycopy(
            part.objectSlots, slot * objects, part.objectSlots, gap * objects, objects);
        gap = slot;
      }
    }
    Arrays.fill(part.slots, gap * stride, (gap + 1) * stride, 0);
    Arrays.fill(part.objectSlots, gap * objects, (gap + 1) * objects, null);
    part.count--;
    size--;
    shrinkKeys(part);
  }

  /**
   * Keys of removed groups are left behind at the latest when they are as many as those that live.
   */
  private void shrinkKeys(Part part) {
    if (part.keysEnd > 4096 && part.keysLive < part.keysEnd / 2) {
      rehash(part, part.mask + 1);
    }
  }

  private Part part(long handle) {
    Part part = parts[(int) (handle >>> 32)];
    if (part == null) {
      throw new IllegalArgumentException("no such group");
    }
    return part;
  }

  /** The array that holds the group's numbers, from {@link #numbersAt} on. */
  long[] numbers(long handle) {
    return part(handle).slots;
  }

  int numbersAt(long handle) {
    return (int) handle * stride + HEADER;
  }

  /** The array that holds the group's objects, from {@link #objectsAt} on. */
  @Nullable Object[] objects(long handle) {
    return part(handle).objectSlots;
  }

  int objectsAt(long handle) {
    return (int) handle * objects;
  }

  /** Gives every group's key. */
  void forEachKey(KeyConsumer consumer) {
    byte[] inline = new byte[INLINE_LENGTH];
    for (Part part : parts) {
      if (part == null) {
        continue;
      }
      for (int at = 0; at < part.slots.length; at += stride) {
        long header = part.slots[at];
        if (header == 0) {
          continue;
        }
        int length = length(header);
        long stored = part.slots[at + 1];
        if (length > INLINE_LENGTH) {
          consumer.accept(part.keys, (int) stored, length);
        } else {
          for (int i = length - 1; i >= 0; i--) {
            inline[i] = (byte) stored;
            stored >>>= 8;
          }
          consumer.accept(inline, 0, length);
        }
      }
    }
  }

  @FunctionalInterface
  interface KeyConsumer {
    void accept(byte[] bytes, int offset, int length);
  }

  long size() {
    return size;
  }

  long memoryBytes() {
    long bytes = 0;
    for (Part part : parts) {
      if (part != null) {
        bytes += 8L * part.slots.length + 4L * part.objectSlots.length + part.keys.length + 64;
      }
    }
    return bytes;
  }

  int words() {
    return words;
  }
}
