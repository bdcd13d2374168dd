package dev.tidewater.store;

import org.jspecify.annotations.Nullable;

/** A small value under a name with compare-and-set on its version. */
public interface DurableRegister {
  /** What stands in the register; version 0 and null before the first write. */
  record Versioned(long version, byte @Nullable [] value) {}

  Versioned read();

  /** Writes if the version is still {@code expectedVersion}; false otherwise. Durable on return. */
  boolean compareAndSet(long expectedVersion, byte[] value);

  /** Counts up and returns the new value; the register then holds that number in eight bytes. */
  long increment();
}
