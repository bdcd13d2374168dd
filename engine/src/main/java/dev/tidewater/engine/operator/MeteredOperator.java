package dev.tidewater.engine.operator;

import dev.tidewater.zset.Batch;

/**
 * An operator that is watched: what goes in, what comes out, and how long it works. Costs two looks
 * at the clock for each batch, not for each row.
 */
public final class MeteredOperator implements Operator {
  private final Operator operator;
  private final Outlet outlet;
  private final WorkClock clock;
  private final long[] nanos = new long[1];
  private long updatesIn;

  /**
   * @param outlet where its output leaves
   */
  public MeteredOperator(Operator operator, Outlet outlet, OperatorContext context) {
    this.operator = operator;
    this.outlet = outlet;
    this.clock = context.clock();
  }

  @Override
  public String name() {
    return operator.name();
  }

  @Override
  public void push(int input, Batch changes) {
    updatesIn += changes.updates();
    long[] before = clock.switchTo(nanos);
    try {
      operator.push(input, changes);
    } finally {
      clock.switchTo(before);
    }
  }

  @Override
  public boolean advance() {
    long[] before = clock.switchTo(nanos);
    try {
      return operator.advance();
    } finally {
      clock.switchTo(before);
    }
  }

  @Override
  public void finishStep() {
    long[] before = clock.switchTo(nanos);
    try {
      operator.finishStep();
    } finally {
      clock.switchTo(before);
    }
  }

  @Override
  public boolean maintain(long fuel) {
    long[] before = clock.switchTo(nanos);
    try {
      return operator.maintain(fuel);
    } finally {
      clock.switchTo(before);
    }
  }

  @Override
  public long nextTime() {
    return operator.nextTime();
  }

  @Override
  public long stateUpdates() {
    return operator.stateUpdates();
  }

  @Override
  public long memoryBytes() {
    return operator.memoryBytes();
  }

  /** Updates pushed since the beginning. */
  public long updatesIn() {
    return updatesIn;
  }

  /** Updates given out since the beginning. */
  public long updatesOut() {
    return outlet.updates();
  }

  /** Nanoseconds worked since the beginning. */
  public long workNanos() {
    return nanos[0];
  }
}
