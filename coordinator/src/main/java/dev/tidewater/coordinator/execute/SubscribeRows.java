package dev.tidewater.coordinator.execute;

import dev.tidewater.coordinator.session.ResultChunk;
import dev.tidewater.coordinator.subscribe.ChangeFormat;
import dev.tidewater.coordinator.subscribe.ChangeRows;
import dev.tidewater.host.local.CancellationToken;
import dev.tidewater.host.local.Subscription;
import dev.tidewater.host.local.SubscriptionEvent;
import dev.tidewater.host.local.SubscriptionEvent.Changed;
import dev.tidewater.host.local.SubscriptionEvent.Ended;
import dev.tidewater.host.local.SubscriptionEvent.Progressed;
import dev.tidewater.host.local.SubscriptionEvent.Working;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.zset.UpdateCursor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The rows of a SUBSCRIBE. Used by the session's thread. */
final class SubscribeRows implements LiveRows {
  /** The longest sleep; a change, a cancellation or the deadline ends it earlier. */
  private static final long SLEEP_NANOS = TimeUnit.HOURS.toNanos(1);

  private final CoordinatorSession session;
  private final Subscription subscription;
  private final ChangeFormat format;
  private final ChangeRows rows;
  private final CancellationToken token;
  private @Nullable UpdateCursor changes;
  private long time;

  /** An event that has to wait until the rows before it were handed on. */
  private @Nullable SubscriptionEvent held;

  /** Whether the client has been sent all that came before. */
  private boolean flushed;

  SubscribeRows(CoordinatorSession session, Subscription subscription, ChangeFormat format) {
    this.session = session;
    this.subscription = subscription;
    this.format = format;
    this.rows = format.rows();
    this.token = session.cancellation().token();
  }

  @Override
  public @Nullable ResultChunk next() {
    return next(Patience.endless());
  }

  @Override
  public @Nullable ResultChunk next(Patience patience) {
    session.cancellation().resume(token); // A cursor's rows are asked for by later statements.
    try {
      ResultChunk chunk = advance(patience);
      flushed = chunk != null && chunk.isEmpty();
      return chunk;
    } catch (RuntimeException | Error e) {
      session.fail();
      if (e instanceof TidewaterException known && known.code() == ErrorCode.QUERY_CANCELED) {
        session.cancellation().check(); // Knows who asked.
      }
      if (e instanceof TidewaterException known && known.code() == ErrorCode.UNDEFINED_OBJECT) {
        throw new TidewaterException(
            ErrorCode.UNDEFINED_TABLE,
            "subscribe has been terminated because a relation that it reads was dropped");
      }
      throw e;
    }
  }

  private @Nullable ResultChunk advance(Patience patience) {
    while (true) {
      if (changes != null && !readOn(changes)) {
        return rows.take();
      }
      SubscriptionEvent event = held != null ? held : subscription.poll();
      held = null;
      if (event instanceof Working && !patience.isOver()) {
        continue;
      }
      if (event instanceof Changed changed) {
        time = changed.time();
        changes = rows.opened(changed.rows());
      } else if (event instanceof Progressed progressed) {
        if (format.showsProgress() && !rows.isEmpty()) {
          held = event;
          return rows.take();
        }
        if (format.showsProgress()) {
          return rows.progress(progressed.frontier());
        }
      } else if (!rows.isEmpty()) {
        held = event;
        return rows.take();
      } else if (event instanceof Ended) {
        return null;
      } else if (patience.isOver() || !flushed) {
        return ResultChunk.empty();
      } else {
        subscription.await(patience.leftNanos(SLEEP_NANOS));
      }
    }
  }

  /** Reads changes of one time; false if the chunk is full. */
  private boolean readOn(UpdateCursor from) {
    boolean more = rows.readFrom(from, time);
    if (!more) {
      from.close();
      changes = null;
    }
    return !rows.isFull();
  }

  @Override
  public void close() {
    if (changes != null) {
      changes.close();
      changes = null;
    }
    subscription.close();
  }
}
