package dev.tidewater.host.local;

import dev.tidewater.plan.RelationPlan;
import dev.tidewater.types.row.RowLayout;
import java.util.List;
import java.util.OptionalLong;

/**
 * A relation whose changes are to be followed.
 *
 * @param layout in which rows come; within a time they come in its order
 * @param asOf the time at which to begin; every input must be readable there until the subscription
 *     is open
 * @param upTo the time before which to end; empty for never
 * @param delivery what is wanted of the relation as it is at {@code asOf}
 * @param errorPolicy what becomes of errors of the inputs and the expressions
 * @param inputs what the plan reads
 * @param memoryLimitBytes beyond which the subscription fails with OUT_OF_MEMORY
 */
public record SubscribeRequest(
    RelationPlan plan,
    RowLayout layout,
    long asOf,
    OptionalLong upTo,
    Delivery delivery,
    ErrorPolicy errorPolicy,
    List<InputCollection> inputs,
    long memoryLimitBytes,
    CancellationToken cancellation) {

  /** What becomes of errors in the data. */
  public enum ErrorPolicy {
    /** The first one ends the subscription. */
    FAIL,
    /** They are told like rows, and so is their end. */
    REPORT
  }

  /** How the rows that are there at the beginning come. */
  public enum Delivery {
    /** As soon as they are there, in any order, in several parts. */
    STREAMED,
    /** As soon as they are there, also such as are taken back before the time is complete. */
    UNSETTLED,
    /** All together and in order, as every later time's. */
    ORDERED,
    /** Not at all: only what changes later. */
    SKIPPED
  }

  public SubscribeRequest {
    inputs = List.copyOf(inputs);
  }
}
