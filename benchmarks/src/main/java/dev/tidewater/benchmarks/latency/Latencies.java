package dev.tidewater.benchmarks.latency;

import java.util.Arrays;
import java.util.Locale;

/** Prints how long something took, sample by sample, as a row of a table in Markdown. */
final class Latencies {
  private Latencies() {}

  static void printHead() {
    System.out.println("| what | p50 ms | p99 ms | max ms |");
    System.out.println("|---|---|---|---|");
  }

  static void print(String what, long[] nanos) {
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f | %.2f | %.2f |%n",
        what,
        nanos[nanos.length / 2] / 1e6,
        nanos[nanos.length * 99 / 100] / 1e6,
        nanos[nanos.length - 1] / 1e6);
  }
}
