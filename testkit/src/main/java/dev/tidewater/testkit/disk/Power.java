package dev.tidewater.testkit.disk;

/**
 * The power supply of a simulated machine. Everything that lasts counts its operations here, and
 * one of them can be chosen to be the last. One thread.
 */
public final class Power {
  private static final long NEVER = Long.MAX_VALUE;

  private long operationsLeft = NEVER;
  private boolean lost;
  private long operations;

  /** The power goes before the operation after this many more. */
  public void failAfter(long operations) {
    operationsLeft = operations;
  }

  /** It doesn't fail after all. */
  public void stay() {
    operationsLeft = NEVER;
  }

  /** Called before each operation; throws if there is no power for it. */
  public void use() {
    if (lost || operationsLeft == 0) {
      lost = true;
      throw new PowerLoss();
    }
    operations++;
    if (operationsLeft != NEVER) {
      operationsLeft--;
    }
  }

  public boolean isLost() {
    return lost;
  }

  public void restore() {
    lost = false;
    operationsLeft = NEVER;
  }

  /** How many operations there have been. */
  public long operations() {
    return operations;
  }
}
