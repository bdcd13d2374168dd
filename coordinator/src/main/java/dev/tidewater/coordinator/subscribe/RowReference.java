package dev.tidewater.coordinator.subscribe;

import dev.tidewater.zset.UpdateCursor;

/** Where an encoded row is; good as long as the cursor that showed it is open. */
record RowReference(byte[] bytes, int offset, int length) {
  static RowReference at(UpdateCursor cursor) {
    return new RowReference(cursor.bytes(), cursor.offset(), cursor.length());
  }
}
