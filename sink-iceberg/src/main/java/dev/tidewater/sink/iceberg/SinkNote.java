package dev.tidewater.sink.iceberg;

import dev.tidewater.store.DurableRegister;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * What a sink writes down in the store where there was nothing to commit to the table: from the
 * table's frontier to a later one the input did not change. So the hold can move on, and a restart
 * begins at the later one.
 *
 * <p>A note belongs to an epoch; who takes it over keeps older writers from writing another.
 *
 * <pre>
 *   1 byte version (1) | 8 bytes epoch | 8 bytes table frontier | 8 bytes quiet until
 * </pre>
 */
final class SinkNote {
  private static final byte VERSION = 1;
  private static final int LENGTH = 1 + 3 * Long.BYTES;

  /** The input has no changes from {@code tableFrontier} until {@code quietUntil}. */
  private record Content(long epoch, long tableFrontier, long quietUntil) {}

  private final DurableRegister register;
  private final long epoch;
  private Content content;

  private SinkNote(DurableRegister register, long epoch, Content content) {
    this.register = register;
    this.epoch = epoch;
    this.content = content;
  }

  /** Reads the note and makes it this epoch's. */
  static SinkNote takeOver(DurableRegister register, long epoch) {
    DurableRegister.Versioned found = register.read();
    Content old = content(found);
    Content ours = new Content(epoch, old.tableFrontier(), old.quietUntil());
    if (old.epoch() > epoch || !register.compareAndSet(found.version(), encode(ours))) {
      throw fenced();
    }
    return new SinkNote(register, epoch, ours);
  }

  /** Until when the input is known not to have changed since the table's frontier. */
  OptionalLong quietUntil(long tableFrontier) {
    return content.tableFrontier() == tableFrontier && content.quietUntil() > tableFrontier
        ? OptionalLong.of(content.quietUntil())
        : OptionalLong.empty();
  }

  /** Writes the note; durable on return. */
  void write(long tableFrontier, long quietUntil) {
    Content next = new Content(epoch, tableFrontier, quietUntil);
    DurableRegister.Versioned found = register.read();
    if (content(found).epoch() != epoch || !register.compareAndSet(found.version(), encode(next))) {
      throw fenced();
    }
    content = next;
  }

  private static Content content(DurableRegister.Versioned found) {
    byte[] value = found.value();
    return value == null ? new Content(0, Long.MIN_VALUE, Long.MIN_VALUE) : decode(value);
  }

  private static TidewaterException fenced() {
    return new TidewaterException(
            ErrorCode.FENCED, "a newer run of this sink has taken over its note in the store")
        .hint("Only one server may run a sink; this one has stopped.");
  }

  private static byte[] encode(Content content) {
    return ByteBuffer.allocate(LENGTH)
        .put(VERSION)
        .putLong(content.epoch())
        .putLong(content.tableFrontier())
        .putLong(content.quietUntil())
        .array();
  }

  private static Content decode(byte[] bytes) {
    if (bytes.length != LENGTH || bytes[0] != VERSION) {
      throw new TidewaterException(
              ErrorCode.DATA_CORRUPTED, "a sink's note in the store has an unknown format")
          .hint("It may have been written by a newer version of Tidewater.");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, 1, LENGTH - 1);
    return new Content(in.getLong(), in.getLong(), in.getLong());
  }
}
