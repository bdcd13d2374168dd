package dev.tidewater.coordinator.execute;

import dev.tidewater.coordinator.table.TableWriter;
import dev.tidewater.coordinator.time.TimestampOracle;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStatus;
import dev.tidewater.store.GroupId;
import dev.tidewater.store.Hold;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Chooses the time of a read as the isolation level asks: strictly serializable, it is not before
 * anything that somebody has seen, and as fresh as can be had without waiting. Holds on the inputs
 * are taken first, so that the time that is chosen stays readable.
 */
final class ReadTimes {
  private final ReadInputs inputs;
  private final TimestampOracle oracle;
  private final TableWriter tables;

  /** A time, and the holds that keep it readable until they are closed. */
  record Chosen(long time, List<Hold> holds) implements AutoCloseable {
    @Override
    public void close() {
      holds.forEach(Hold::close);
    }
  }

  ReadTimes(ReadInputs inputs, TimestampOracle oracle, TableWriter tables) {
    this.inputs = inputs;
    this.oracle = oracle;
    this.tables = tables;
  }

  /** A time at which all the collections can be read, now or soon. */
  Chosen choose(Collection<CollectionId> inputs, Isolation isolation) {
    return choose(inputs, isolation, 0);
  }

  /**
   * @param atLeast the time is not before this one
   */
  Chosen choose(Collection<CollectionId> inputs, Isolation isolation, long atLeast) {
    List<Hold> holds = hold(inputs);
    try {
      return switch (isolation) {
        case STRICT_SERIALIZABLE -> new Chosen(strictlySerializable(inputs, atLeast), holds);
        case SERIALIZABLE -> new Chosen(serializable(inputs, atLeast), holds);
      };
    } catch (RuntimeException e) {
      holds.forEach(Hold::close);
      throw e;
    }
  }

  private long strictlySerializable(Collection<CollectionId> inputs, long atLeast) {
    long time = Math.max(atLeast, oracle.visible());
    long freshest = Long.MAX_VALUE;
    for (CollectionId id : inputs) {
      CollectionStatus status = status(id);
      time = Math.max(time, status.since());
      if (!status.group().equals(GroupId.TABLES)) {
        freshest = Math.min(freshest, status.upper() - 1);
      }
    }
    if (freshest != Long.MAX_VALUE) {
      time = Math.max(time, freshest);
    }
    oracle.markVisible(time);
    tables.makeReadable(time);
    return time;
  }

  /** Complete in all inputs, unless one has already forgotten what another has yet to reach. */
  private long serializable(Collection<CollectionId> inputs, long atLeast) {
    long earliest = atLeast;
    long freshest = Long.MAX_VALUE;
    for (CollectionId id : inputs) {
      CollectionStatus status = status(id);
      earliest = Math.max(earliest, status.since());
      freshest = Math.min(freshest, status.upper() - 1);
    }
    return freshest == Long.MAX_VALUE
        ? Math.max(atLeast, oracle.visible())
        : Math.max(earliest, freshest);
  }

  /** Holds that make a transaction's fixed time readable in collections it has not read yet. */
  List<Hold> hold(Collection<CollectionId> inputs) {
    List<Hold> holds = new ArrayList<>();
    for (CollectionId id : inputs) {
      holds.add(this.inputs.hold(id));
    }
    return holds;
  }

  /** Checks that a fixed time is still readable in a collection. */
  void checkReadable(CollectionId id, long time) {
    CollectionStatus status = status(id);
    if (status.since() > time) {
      throw new TidewaterException(
              ErrorCode.SERIALIZATION_FAILURE,
              "the relation can't be read any more at the time of this transaction")
          .hint("Try the transaction again.");
    }
  }

  /** Checks that a time that the user named is readable in all collections, or will be. */
  void checkValid(Collection<CollectionId> inputs, long time) {
    long earliest = 0;
    for (CollectionId id : inputs) {
      earliest = Math.max(earliest, status(id).since());
    }
    if (time < earliest) {
      throw new TidewaterException(
              ErrorCode.INVALID_PARAMETER_VALUE, "Timestamp ({time}) is not valid for all inputs")
          .with("time", time)
          .detail("The earliest time that all of them can be read at is " + earliest + ".")
          .hint("History is kept only as long as something is still to read it.");
    }
  }

  private CollectionStatus status(CollectionId id) {
    return inputs.status(id);
  }
}
