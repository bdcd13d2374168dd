package dev.tidewater.store.collection;

import dev.tidewater.store.CollectionId;
import dev.tidewater.store.GroupId;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;

/** The errors that several parts of the store give. */
final class StoreErrors {
  private StoreErrors() {}

  static TidewaterException unknownCollection(CollectionId id) {
    return new TidewaterException(ErrorCode.UNDEFINED_OBJECT, "collection {id} does not exist")
        .with("id", id);
  }

  static TidewaterException unknownGroup(GroupId id) {
    return new TidewaterException(ErrorCode.UNDEFINED_OBJECT, "group {id} does not exist")
        .with("id", id);
  }

  static TidewaterException compacted(CollectionId id, long time, long since) {
    return new TidewaterException(
            ErrorCode.INPUT_COMPACTED,
            "collection {id} can't be read at {time}: its history before {since} is gone")
        .with("id", id)
        .with("time", time)
        .with("since", since);
  }

  static TidewaterException notReadableYet(CollectionId id, long time, long upper) {
    return new TidewaterException(
            ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE,
            "collection {id} can't be read at {time} yet: it is complete up to {upper}")
        .with("id", id)
        .with("time", time)
        .with("upper", upper);
  }

  static TidewaterException closed() {
    return new TidewaterException(ErrorCode.ADMIN_SHUTDOWN, "the store is closed");
  }
}
