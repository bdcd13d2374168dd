package dev.tidewater.server.shell;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Counts the seconds on a terminal's current line while something takes long; prints nothing if
 * nobody is there to see it, nor for what is quick.
 */
public final class Progress {
  private static final long FIRST_SHOWN_MILLIS = 1_000;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private Progress() {}

  /** Does the work, and shows meanwhile what it is and how long it has taken. */
  public static <T> T during(Supplier<T> work, String what, PrintStream out, Style style) {
    if (style == Style.PLAIN) {
      return work.get();
    }
    Thread ticker = new Thread(() -> tick(what, out, style), "progress");
    ticker.setDaemon(true);
    ticker.start();
    try {
      return work.get();
    } finally {
      ticker.interrupt();
      try {
        ticker.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void tick(String what, PrintStream out, Style style) {
    long start = System.nanoTime();
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(FIRST_SHOWN_MILLIS);
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        out.print(CLEAR_LINE + style.dim(what + " … " + seconds + " s"));
        out.flush();
      }
    } catch (InterruptedException done) {
      out.print(CLEAR_LINE);
      out.flush();
    }
  }
}
