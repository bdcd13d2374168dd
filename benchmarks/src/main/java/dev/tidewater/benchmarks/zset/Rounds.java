package dev.tidewater.benchmarks.zset;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;

/**
 * Runs something a few times and prints the median of the processor time that its thread took,
 * which other processes on the machine disturb less than the time on the clock. Work of other
 * threads (garbage collection) is not in it.
 */
final class Rounds {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int WARM_UP = 3;
  private static final int MEASURED = 5;

  private final PrintStream out;

  Rounds(PrintStream out) {
    this.out = out;
  }

  /** Something that takes time and says how many rows it did. */
  interface Work {
    long run();
  }

  void measure(String name, Work work) {
    for (int i = 0; i < WARM_UP; i++) {
      work.run();
    }
    double[] nanosPerRow = new double[MEASURED];
    for (int i = 0; i < MEASURED; i++) {
      long start = THREADS.getCurrentThreadCpuTime();
      long rows = work.run();
      nanosPerRow[i] = (double) (THREADS.getCurrentThreadCpuTime() - start) / rows;
    }
    Arrays.sort(nanosPerRow);
    double median = nanosPerRow[MEASURED / 2];
    out.printf(
        Locale.ROOT,
        "%-48s %8.1f ns/row %8.2f M rows/s   (%.1f to %.1f ns)%n",
        name,
        median,
        1_000 / median,
        nanosPerRow[0],
        nanosPerRow[MEASURED - 1]);
  }
}
