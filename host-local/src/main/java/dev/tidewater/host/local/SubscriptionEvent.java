package dev.tidewater.host.local;

import dev.tidewater.zset.Batch;
import dev.tidewater.zset.UpdateCursor;

/** What a subscription tells. */
public sealed interface SubscriptionEvent {
  /**
   * Changes at a time, consolidated and in order of the encoded rows; one for each time at which
   * something changed, but several for a snapshot that is streamed. To be read before the next
   * event is asked for; the receiver closes {@code rows}. The times in {@code rows} mean nothing.
   */
  record Changed(long time, UpdateCursor rows) implements SubscriptionEvent {}

  /** Errors that came and went at a time; only where they are to be reported. */
  record ErrorsChanged(long time, Batch errors) implements SubscriptionEvent {}

  /** A piece of work was done and there is more: ask again. */
  record Working() implements SubscriptionEvent {}

  /** Everything before this time has been told. The first event of all tells where it begins. */
  record Progressed(long frontier) implements SubscriptionEvent {}

  /** Nothing will come any more. */
  record Ended() implements SubscriptionEvent {}
}
