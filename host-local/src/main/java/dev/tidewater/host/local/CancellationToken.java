package dev.tidewater.host.local;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;

/** Ends a query from another thread. A query looks at it every few thousand rows. */
public final class CancellationToken {
  private volatile boolean cancelled;

  public void cancel() {
    cancelled = true;
  }

  public boolean isCancelled() {
    return cancelled;
  }

  /**
   * Returns unless cancelled.
   *
   * @throws TidewaterException QUERY_CANCELED
   */
  public void check() {
    if (cancelled) {
      throw new TidewaterException(
          ErrorCode.QUERY_CANCELED, "canceling statement due to user request");
    }
  }
}
