package dev.tidewater.host.local;

import org.jspecify.annotations.Nullable;

/**
 * A relation that is followed: as it is at one time, then its changes at every later time once that
 * time is complete. Accumulated, they are the relation at each time.
 *
 * <p>Pulled by one thread, which does the work; while it does not pull, history waits in the store,
 * which keeps it for the subscription, and not in memory. Every method throws {@link
 * dev.tidewater.types.TidewaterException}: what an expression failed with, OUT_OF_MEMORY,
 * QUERY_CANCELED, and what the store throws.
 */
public interface Subscription extends AutoCloseable {
  /** What comes next; null if there is nothing yet. */
  @Nullable SubscriptionEvent poll();

  /** Waits until {@link #poll} may give something, the query is cancelled, or the time is over. */
  void await(long nanos);

  /** Frees everything, the history in the store included. */
  @Override
  void close();
}
