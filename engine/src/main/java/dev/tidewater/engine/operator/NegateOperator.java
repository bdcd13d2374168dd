package dev.tidewater.engine.operator;

import dev.tidewater.zset.Batch;

/** Turns every diff's sign. Keeps no state. */
public final class NegateOperator implements Operator {
  private final Outlet outlet;

  public NegateOperator(Outlet outlet) {
    this.outlet = outlet;
  }

  @Override
  public String name() {
    return "negate";
  }

  @Override
  public void push(int input, Batch changes) {
    outlet.send(changes.negated());
  }

  @Override
  public void finishStep() {}

  @Override
  public long stateUpdates() {
    return 0;
  }

  @Override
  public long memoryBytes() {
    return 0;
  }
}
