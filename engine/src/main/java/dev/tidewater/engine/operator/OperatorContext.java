package dev.tidewater.engine.operator;

import dev.tidewater.zset.Batch;

/** What the operators of one dataflow share. One thread at a time. */
public final class OperatorContext {
  private final ErrorCollector errors = new ErrorCollector();
  private Checkpoint checkpoint = Checkpoint.NONE;
  private final WorkClock clock = new WorkClock();
  private boolean firstStep = true;
  private long time;

  public ErrorCollector errors() {
    return errors;
  }

  WorkClock clock() {
    return clock;
  }

  public void checkpoint() {
    checkpoint.check();
  }

  public void checkAt(Checkpoint newCheckpoint) {
    checkpoint = newCheckpoint;
  }

  /** A context of its own for a part, which is looked in on as this one is. */
  public OperatorContext inner() {
    OperatorContext inner = new OperatorContext();
    inner.checkAt(this::checkpoint);
    return inner;
  }

  /** True until the first step has finished: nothing was given out yet. */
  public boolean isFirstStep() {
    return firstStep;
  }

  /** The logical time of the current step. */
  public long time() {
    return time;
  }

  public void goTo(long newTime) {
    time = newTime;
  }

  /** Ends the step; gives the changes of the error collection. */
  public Batch endStep() {
    firstStep = false;
    return errors.drain();
  }
}
