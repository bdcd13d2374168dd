package dev.tidewater.engine.operator;

/**
 * Tells whose the time is that a dataflow works: an operator's while its own code runs, not while
 * those run that it pushes to. Used by the dataflow's thread.
 */
final class WorkClock {
  private long[] current = new long[1];
  private long since = System.nanoTime();

  /**
   * From now on time counts for another.
   *
   * @param nanos where it is added up
   * @return for whom it counted before, to go back to
   */
  long[] switchTo(long[] nanos) {
    long now = System.nanoTime();
    long[] before = current;
    before[0] += now - since;
    since = now;
    current = nanos;
    return before;
  }
}
