package dev.tidewater.engine.dataflow;

import dev.tidewater.engine.operator.Checkpoint;
import dev.tidewater.engine.operator.MeteredOperator;
import dev.tidewater.engine.operator.OperatorContext;
import dev.tidewater.engine.operator.Outlet;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.zset.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A plan as a graph of operators with their state. Each step takes changes of the inputs, in any
 * number of parts, and gives out the changes of the result and of the errors; accumulated over the
 * steps they are the plan's answer on the accumulated inputs.
 *
 * <p>The first step must be finished even if all inputs are empty: constants and aggregates without
 * keys have rows then. Batches that come out carry time 0. One thread at a time.
 */
public final class Dataflow {
  private final Map<Long, Outlet> inputs;
  private final List<MeteredOperator> operators;
  private final OperatorContext context;
  private final RowLayout layout;
  private final List<Batch> gathered = new ArrayList<>();
  private Consumer<Batch> receiver = gathered::add;

  Dataflow(
      Map<Long, Outlet> inputs,
      List<MeteredOperator> operators,
      Outlet result,
      RowLayout layout,
      OperatorContext context) {
    this.inputs = inputs;
    this.operators = List.copyOf(operators);
    this.context = context;
    this.layout = layout;
    result.connect(batch -> receiver.accept(batch));
  }

  /** The collections read, in the order in which a first step is best pushed. */
  public List<Long> inputs() {
    return List.copyOf(inputs.keySet());
  }

  /** Layout of the rows that come out. */
  public RowLayout layout() {
    return layout;
  }

  /** Lets someone look in every few thousand rows of work and end it by an exception. */
  public void checkAt(Checkpoint checkpoint) {
    context.checkAt(checkpoint);
  }

  /**
   * Sends result batches to a receiver as they arise instead of gathering them for {@link
   * #finishStep}. They are consolidated each in itself, not among each other.
   */
  public void streamTo(Consumer<Batch> newReceiver) {
    receiver = newReceiver;
  }

  /**
   * Sets the logical time of the step that begins; no part of it was pushed yet. Times never go
   * back.
   */
  public void goTo(long time) {
    context.goTo(time);
  }

  /**
   * The next time at which the result changes though no input does, {@link Long#MAX_VALUE} if there
   * is none: a step is to be made then, or at a later time that stands for it.
   */
  public long nextTime() {
    long next = Long.MAX_VALUE;
    for (MeteredOperator operator : operators) {
      next = Math.min(next, operator.nextTime());
    }
    return next;
  }

  /** Takes a part of the step's changes of a collection; their times are forgotten. */
  public void push(long collection, Batch changes) {
    Outlet outlet = inputs.get(collection);
    if (outlet == null) {
      throw new IllegalArgumentException("not an input: " + collection);
    }
    outlet.send(changes.stampedAt(0));
  }

  /** The errors that arose since the last call or step, for who will not wait for the step. */
  public Batch takeErrors() {
    return context.errors().isEmpty() ? Batch.empty() : context.errors().drain();
  }

  /**
   * Does a piece of the work that operators put off, for who wants rows before the step is
   * finished.
   *
   * @return false if there was nothing to do
   */
  public boolean advance() {
    for (MeteredOperator operator : operators) {
      if (operator.advance()) {
        return true;
      }
    }
    return false;
  }

  /** All changes of the step were pushed. */
  public StepResult finishStep() {
    for (MeteredOperator operator : operators) {
      operator.finishStep();
    }
    Batch errors = context.endStep();
    Batch rows = Batch.merged(gathered);
    gathered.clear();
    return new StepResult(rows, errors);
  }

  /** A whole step. */
  public StepResult step(Map<Long, Batch> changes) {
    for (long collection : inputs.keySet()) {
      Batch batch = changes.get(collection);
      if (batch != null) {
        push(collection, batch);
      }
    }
    return finishStep();
  }

  /**
   * Tidies up state when there is time.
   *
   * @param fuel about how many updates to touch at most in each operator
   * @return true if there is more to do
   */
  public boolean maintain(long fuel) {
    boolean more = false;
    for (MeteredOperator operator : operators) {
      more |= operator.maintain(fuel);
    }
    return more;
  }

  /** Bytes of memory of all operators. */
  public long memoryBytes() {
    long bytes = 0;
    for (MeteredOperator operator : operators) {
      bytes += operator.memoryBytes();
    }
    return bytes;
  }

  /** What each operator holds and has done, in the order in which they run. */
  public List<OperatorStatistics> statistics() {
    return operators.stream()
        .map(
            o ->
                new OperatorStatistics(
                    o.name(),
                    o.stateUpdates(),
                    o.memoryBytes(),
                    o.updatesIn(),
                    o.updatesOut(),
                    o.workNanos()))
        .toList();
  }
}
