package dev.tidewater.store.collection;

import dev.tidewater.store.CollectionId;
import dev.tidewater.store.Hold;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;

/** A durable hold: an entry in the collection's state. All handles of a holder are one hold. */
final class StoreHold implements Hold {
  private final LiveCollection collection;
  private final String holder;

  StoreHold(LiveCollection collection, String holder) {
    this.collection = collection;
    this.holder = holder;
  }

  @Override
  public CollectionId collection() {
    return collection.id();
  }

  @Override
  public String holder() {
    return holder;
  }

  @Override
  public long time() {
    Long time = collection.state().holds().get(holder);
    if (time == null) {
      throw new TidewaterException(
              ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE, "the hold of {holder} was released")
          .with("holder", holder);
    }
    return time;
  }

  @Override
  public void advanceTo(long time) {
    Group group = collection.group();
    group.write(
        () -> {
          long before = time();
          if (time < before) {
            throw new IllegalArgumentException("a hold only moves forward");
          }
          return time == before
              ? null
              : new GroupRecord.HoldPlaced(group.upper(), collection.id(), holder, time);
        });
  }

  @Override
  public void release() {
    Group group = collection.group();
    group.write(
        () -> {
          CollectionState state = group.state().collection(collection.id());
          return state == null || !state.holds().containsKey(holder)
              ? null
              : new GroupRecord.HoldReleased(group.upper(), collection.id(), holder);
        });
  }

  /** The hold stays: it is durable. */
  @Override
  public void close() {}
}
