package dev.tidewater.engine.iteration;

/** Which round of which step the operators of a recursion are in. */
public final class Rounds {
  private long round;
  private boolean firstStep = true;

  /** Counted from 0 in each step. */
  long round() {
    return round;
  }

  boolean isFirstStep() {
    return firstStep;
  }

  void goTo(long newRound) {
    round = newRound;
  }

  void endStep() {
    round = 0;
    firstStep = false;
  }
}
