package dev.tidewater.store.collection;

import org.jspecify.annotations.Nullable;

/** What a group's writer needs to go on; opaque to the store. */
record Progress(byte[] bytes) {
  static @Nullable Progress of(byte @Nullable [] bytes) {
    return bytes == null ? null : new Progress(bytes);
  }
}
