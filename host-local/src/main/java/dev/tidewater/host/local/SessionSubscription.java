package dev.tidewater.host.local;

import org.jspecify.annotations.Nullable;

/** A subscription on the thread of who asks. */
final class SessionSubscription implements Subscription {
  private final Signal signal;
  private final SubscribeExecution execution;

  SessionSubscription(Signal signal, SubscribeExecution execution) {
    this.signal = signal;
    this.execution = execution;
  }

  @Override
  public @Nullable SubscriptionEvent poll() {
    return execution.poll();
  }

  @Override
  public void await(long nanos) {
    if (!execution.maintain()) {
      signal.await(nanos);
    }
  }

  @Override
  public void close() {
    execution.close();
  }
}
