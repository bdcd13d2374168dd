package dev.tidewater.store.blob;

import java.util.SortedMap;

/**
 * Immutable objects under names. An object is there whole or not at all, and durable once {@link
 * BlobOutput#commit} (or {@link #put}) returned; it is never written again, so a name is used once.
 *
 * <p>Names consist of lower-case letters, digits, {@code - _ .} and {@code /} between non-empty
 * parts; no part starts with a dot. Safe for use by many threads.
 *
 * <p>Errors: {@code DISK_FULL} and {@code IO_ERROR}; an object that should be there and is not, or
 * is shorter than asked for, is {@code DATA_CORRUPTED}.
 */
public interface Blob {
  /** Starts an object, which nobody sees before its commit. */
  BlobOutput create(String name);

  /** Stores an object at once. */
  default void put(String name, byte[] bytes) {
    try (BlobOutput output = create(name)) {
      output.write(bytes, 0, bytes.length);
      output.commit();
    }
  }

  /** All of an object. */
  byte[] get(String name);

  /** Exactly the bytes of a range. */
  byte[] read(String name, long offset, int length);

  /** Names and sizes in bytes of the objects whose name starts with the prefix. */
  SortedMap<String, Long> list(String prefix);

  /** Deletes; does nothing if it is gone. Need not survive a crash. */
  void delete(String name);
}
