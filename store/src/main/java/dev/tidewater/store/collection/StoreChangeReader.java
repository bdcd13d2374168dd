package dev.tidewater.store.collection;

import dev.tidewater.store.ChangeReader;
import dev.tidewater.store.Changes;
import dev.tidewater.store.SkippedChanges;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.Merge;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Follows a collection: from memory while it keeps up, from the batches otherwise. Its position is
 * a hold, so that the times it has yet to read stay apart.
 */
final class StoreChangeReader implements ChangeReader {
  private final LiveCollection collection;
  private final LateChanges late;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile long position;
  private volatile @Nullable Runnable signal;

  /**
   * @param position which the collection's since keeper already holds for this
   */
  StoreChangeReader(LiveCollection collection, LateChanges late, long position) {
    this.collection = collection;
    this.late = late;
    this.position = position;
  }

  @Override
  public @Nullable Changes poll(long maxUpdates) {
    checkOpen();
    long upper = collection.group().upper();
    if (upper <= position) {
      collection.state();
      return null;
    }
    List<RecentChanges.Appended> recent = collection.recent().from(position);
    Changes changes =
        recent == null
            ? late.read(collection, position, upper, maxUpdates)
            : fromMemory(recent, upper, maxUpdates);
    moveTo(changes.upper());
    return changes;
  }

  private void checkOpen() {
    if (closed.get()) {
      throw new IllegalStateException("the reader is closed");
    }
  }

  @Override
  public boolean isLate() {
    return collection.group().upper() > position && collection.recent().from(position) == null;
  }

  @Override
  public @Nullable SkippedChanges skip(long maxUpdates) {
    checkOpen();
    long upper = collection.group().upper();
    if (upper <= position) {
      return null;
    }
    SkippedChanges skipped = LateChanges.skip(collection.state(), position, upper, maxUpdates);
    moveTo(skipped.upper());
    return skipped;
  }

  private Changes fromMemory(List<RecentChanges.Appended> recent, long upper, long maxUpdates) {
    List<Batch> batches = new ArrayList<>();
    long taken = 0;
    long reached = upper;
    for (RecentChanges.Appended change : recent) {
      if (change.lower() >= upper) {
        break; // Appended after the upper was read; comes with the next poll.
      }
      if (taken > 0 && taken + change.batch().updates() > maxUpdates) {
        reached = change.lower();
        break;
      }
      Batch batch = change.batch();
      if (change.lower() < position) {
        batch = Merge.toBatch(new TimeRangeCursor(batch.cursor(), position, change.upper()));
      }
      if (!batch.isEmpty()) {
        batches.add(batch);
        taken += batch.updates();
      }
    }
    return new Changes(position, reached, batches);
  }

  private void moveTo(long next) {
    collection.since().move(position, next);
    position = next;
    collection.forgetPassedChanges();
  }

  @Override
  public void onProgress(Runnable callback) {
    signal = callback;
    if (collection.group().upper() > position) {
      callback.run();
    }
  }

  void signal() {
    Runnable callback = signal;
    if (callback != null) {
      callback.run();
    }
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      signal = null;
      collection.leave(this);
      collection.since().release(position);
    }
  }
}
