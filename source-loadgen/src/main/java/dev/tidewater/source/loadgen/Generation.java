package dev.tidewater.source.loadgen;

import java.nio.ByteBuffer;

/**
 * A generator's data as it unfolds, tick by tick. Deterministic: the same position and the same
 * times give the same rows. One thread at a time.
 */
public sealed interface Generation permits CounterGeneration, AuctionGeneration {

  /**
   * Makes the rows of the next tick.
   *
   * @param nowMillis the tick's time on the timeline
   */
  void tick(long nowMillis, TableRows out);

  /** Bytes of {@link #savePosition}. */
  int positionBytes();

  /** Writes where it stands, so that {@link #restorePosition} can go on from there. */
  void savePosition(ByteBuffer out);

  /** Goes to where it stood when the position was saved. */
  void restorePosition(ByteBuffer in);
}
