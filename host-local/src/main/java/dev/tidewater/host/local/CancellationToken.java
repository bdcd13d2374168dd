package dev.tidewater.host.local;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import org.jspecify.annotations.Nullable;

/**
 * Ends a query from another thread. A query looks at it every few thousand rows; one that waits has
 * itself woken.
 */
public final class CancellationToken {
  private volatile boolean cancelled;
  private @Nullable Runnable waker;

  public void cancel() {
    Runnable toWake;
    synchronized (this) {
      cancelled = true;
      toWake = waker;
    }
    if (toWake != null) {
      toWake.run();
    }
  }

  /** Has something run at the cancellation, at once if it is over; takes the place of another. */
  public void onCancel(Runnable wake) {
    boolean already;
    synchronized (this) {
      waker = wake;
      already = cancelled;
    }
    if (already) {
      wake.run();
    }
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
