package dev.tidewater.coordinator.time;

import dev.tidewater.store.DurableRegister;
import dev.tidewater.store.DurableRegister.Versioned;
import dev.tidewater.store.ingest.Timeline;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;

/**
 * Gives out the times of the one timeline and never goes back, also across restarts and whatever
 * the clock does.
 *
 * <p>Strict serializability rests on two numbers. <i>Issued</i>: no time at or below it is given to
 * a write again. <i>Visible</i>: everything up to it may have been seen by somebody, so later reads
 * must not be earlier. A ceiling above both is durable; a new process starts above the ceiling, so
 * it is written once in several seconds and not for each time.
 *
 * <p>Safe for use by many threads.
 */
public final class TimestampOracle implements Timeline {
  /**
   * How far beyond the present the durable ceiling is set: one small write per so many
   * milliseconds, and after a crash times may run ahead of the clock by at most this much.
   */
  static final long RESERVE_MILLIS = 3_000;

  private final DurableRegister register;
  private final LongSupplier clock;
  private long registerVersion;
  private long ceiling;
  private long issued;
  private long visible;

  /**
   * @param clock milliseconds since 1970; may jump
   */
  public TimestampOracle(DurableRegister register, LongSupplier clock) {
    this.register = register;
    this.clock = clock;
    Versioned stored = register.read();
    this.registerVersion = stored.version();
    byte[] value = stored.value();
    this.ceiling = value == null ? 0 : ByteBuffer.wrap(value).getLong();
    this.issued = Math.max(ceiling, clock.getAsLong());
    this.visible = issued;
    reserve(issued);
  }

  @Override
  public synchronized long now() {
    return advanceTo(Math.max(clock.getAsLong(), issued));
  }

  /** A time for a write, later than every time issued before. */
  public synchronized long nextWrite() {
    return advanceTo(Math.max(clock.getAsLong(), issued + 1));
  }

  /** Everything up to this time may now have been seen: a write that ended, or a read. */
  public synchronized void markVisible(long time) {
    if (time > visible) {
      advanceTo(Math.max(issued, time));
      visible = time;
    }
  }

  /** The earliest time at which a strictly serializable read may take place. */
  public synchronized long visible() {
    return visible;
  }

  private long advanceTo(long time) {
    if (time >= ceiling) {
      reserve(time); // On a full disk this fails and nothing moves: reads go on at what is visible.
    }
    issued = time;
    return time;
  }

  private void reserve(long time) {
    long newCeiling = time + RESERVE_MILLIS;
    byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(newCeiling).array();
    if (!register.compareAndSet(registerVersion, value)) {
      throw new TidewaterException(
          ErrorCode.FENCED, "another server has taken over this data directory");
    }
    registerVersion++;
    ceiling = newCeiling;
  }
}
