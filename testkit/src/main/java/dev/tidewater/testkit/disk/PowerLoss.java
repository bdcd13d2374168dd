package dev.tidewater.testkit.disk;

/**
 * The simulated machine has lost power. An error, so that no code under test catches it; what it
 * unwinds through finds a dead machine, and whatever it held in memory counts for nothing.
 */
public final class PowerLoss extends Error {
  public PowerLoss() {
    super("power loss", null, false, false);
  }
}
