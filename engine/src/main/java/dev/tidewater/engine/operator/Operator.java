package dev.tidewater.engine.operator;

import dev.tidewater.zset.Batch;

/**
 * A node of a dataflow: turns changes of its inputs into changes of its output, so that at the end
 * of each step the accumulated output is the relational operator applied to the accumulated input,
 * however the input was cut into steps and parts.
 *
 * <p>Batches inside a dataflow carry time 0: all changes of a step happen at once. One thread at a
 * time. A {@link dev.tidewater.types.TidewaterException} from {@link Checkpoint#check} or for lack
 * of memory leaves the dataflow unusable; errors of expressions never do, they are data.
 */
public interface Operator {
  /** A short name for introspection, such as {@code join}. */
  String name();

  /** Takes a part of the step's changes on one of the inputs, counted from 0. */
  void push(int input, Batch changes);

  /**
   * Does a piece of the work that was put off until someone wants its rows; {@link #finishStep}
   * does all of it. Most operators put nothing off.
   *
   * @return false if there was nothing to do
   */
  default boolean advance() {
    return false;
  }

  /** All changes of the step were pushed, on all inputs, and those before have finished it too. */
  void finishStep();

  /**
   * The next time at which the output changes though no input does; {@link Long#MAX_VALUE} if there
   * is none. A step at that time must be made, with or without changes.
   */
  default long nextTime() {
    return Long.MAX_VALUE;
  }

  /** Updates kept as state. */
  long stateUpdates();

  /** Bytes of memory of state and buffers. */
  long memoryBytes();

  /**
   * Tidies up state when there is time.
   *
   * @param fuel about how many updates to touch at most
   * @return true if there is more to do
   */
  default boolean maintain(long fuel) {
    return false;
  }
}
