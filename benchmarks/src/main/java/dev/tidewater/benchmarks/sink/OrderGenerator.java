package dev.tidewater.benchmarks.sink;

import java.nio.charset.StandardCharsets;

/**
 * The rows of the benchmark, each a function of its id and version, so that every contestant makes
 * the same ones without reading them from anywhere. Plain Java: it is also compiled for Flink.
 */
public final class OrderGenerator {
  /** Rows of a status column of few values. */
  private static final String[] STATUSES = {"open", "paid", "shipped", "returned"};

  private static final byte[] LETTERS =
      "abcdefghijklmnopqrstuvwxyz012345".getBytes(StandardCharsets.UTF_8);
  private static final long EPOCH_MICROS = 1_760_000_000_000_000L;

  /** Characters of the note. */
  public static final int NOTE_LENGTH = 20;

  /** Coprime to every row count in use, so updates are spread over all ids without repeats. */
  private static final long STRIDE = 1_299_709;

  private OrderGenerator() {}

  /** The id that the nth update changes. */
  public static long updatedId(long n, long rows) {
    return n * STRIDE % rows;
  }

  public static long account(long id, int version) {
    return mix(id, version, 1) >>> 44;
  }

  public static int statusOrdinal(long id, int version) {
    return (int) (mix(id, version, 2) >>> 62);
  }

  public static String status(int ordinal) {
    return STATUSES[ordinal];
  }

  /** In hundredths. */
  public static long amount(long id, int version) {
    return mix(id, version, 3) >>> 40;
  }

  /** Microseconds since 1970. */
  public static long created(long id, int version) {
    return EPOCH_MICROS + id * 1_000 + (mix(id, version, 4) >>> 54);
  }

  public static void note(long id, int version, byte[] target) {
    long bits = mix(id, version, 5);
    long more = mix(id, version, 6);
    for (int i = 0; i < NOTE_LENGTH; i++) {
      long from = i < NOTE_LENGTH / 2 ? bits : more;
      target[i] = LETTERS[(int) (from >>> (i % 10 * 5)) & 31];
    }
  }

  private static long mix(long id, int version, int column) {
    long z =
        id * 0x9E3779B97F4A7C15L + version * 0xBF58476D1CE4E5B9L + column * 0x94D049BB133111EBL;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
