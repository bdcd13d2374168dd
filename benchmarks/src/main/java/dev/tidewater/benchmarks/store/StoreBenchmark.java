package dev.tidewater.benchmarks.store;

import dev.tidewater.store.Append;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.GroupId;
import dev.tidewater.store.Snapshot;
import dev.tidewater.store.StagedPart;
import dev.tidewater.store.StoreOptions;
import dev.tidewater.store.local.LocalStore;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchBuilder;
import dev.tidewater.zset.UpdateCursor;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Latency of small appends, speed of large ones, of scans and of look-ups, on a store in the
 * directory that is the first argument; the second is the number of rows. Rows are 80 bytes: a key,
 * numbers and a text.
 */
public final class StoreBenchmark {
  private static final int ROW_BYTES = 80;
  private static final int PIECE_ROWS = 250_000;
  private static final CollectionId LARGE = new CollectionId(1);
  private static final CollectionId SMALL = new CollectionId(2);

  private final CollectionStore store;
  private final PrintStream out;
  private final Random random = new Random(42);
  private long time = 1;

  private StoreBenchmark(CollectionStore store, PrintStream out) {
    this.store = store;
    this.out = out;
  }

  public static void main(String[] arguments) {
    Path directory = Path.of(arguments[0]);
    int rows = Integer.parseInt(arguments[1]);
    try (CollectionStore store = LocalStore.open(directory, StoreOptions.defaults())) {
      new StoreBenchmark(store, System.out).run(rows);
    }
  }

  private void run(int rows) {
    store.createGroup(GroupId.TABLES, time);
    store.createCollection(LARGE, GroupId.TABLES);
    store.createCollection(SMALL, GroupId.TABLES);
    bulk(rows);
    for (int round = 0; round < 3; round++) {
      scan(rows);
    }
    for (int round = 0; round < 3; round++) {
      lookUps(rows, 2_000);
    }
    for (int round = 0; round < 3; round++) {
      smallAppends(1_000);
    }
    for (int round = 0; round < 3; round++) {
      lookUps(rows, 20_000);
      scan(rows);
    }
  }

  private void bulk(int rows) {
    long building = 0;
    long buildingCpu = 0;
    long start = System.nanoTime();
    long startCpu = cpuNanos();
    List<StagedPart> parts = new ArrayList<>();
    for (int from = 0; from < rows; from += PIECE_ROWS) {
      long built = System.nanoTime();
      long builtCpu = cpuNanos();
      Batch piece = piece(from, Math.min(rows, from + PIECE_ROWS));
      building += System.nanoTime() - built;
      buildingCpu += cpuNanos() - builtCpu;
      parts.add(store.stage(LARGE, piece));
    }
    store.append(new Append(GroupId.TABLES, time, time + 1, new TreeMap<>(), parts, new byte[0]));
    time++;
    double seconds = (System.nanoTime() - start - building) / 1e9;
    double cpuSeconds = (cpuNanos() - startCpu - buildingCpu) / 1e9;
    out.printf(
        "bulk append: %,d rows in %.2f s, %.2f M rows/s, %.2f M rows for each second of processor"
            + " time (building the batches not counted)%n",
        rows, seconds, rows / seconds / 1e6, rows / cpuSeconds / 1e6);
  }

  /** Keys spread over the whole range, as a source's snapshot in any order has them. */
  private Batch piece(int from, int to) {
    BatchBuilder builder = new BatchBuilder();
    byte[] row = new byte[ROW_BYTES];
    for (int key = from; key < to; key++) {
      fill(row, key, random);
      builder.add(row, 0, ROW_BYTES, 0, 1);
    }
    return builder.build();
  }

  private static void fill(byte[] row, int key, Random random) {
    ByteBuffer buffer = ByteBuffer.wrap(row);
    buffer.putLong(scattered(key));
    buffer.putLong(random.nextInt(1_000_000));
    buffer.putLong(random.nextInt(1_000));
    buffer.putLong(1_700_000_000_000_000L + key * 1000L);
    while (buffer.remaining() > 0) {
      buffer.put((byte) ('a' + random.nextInt(26)));
    }
  }

  private static long scattered(int key) {
    return (key * 0x9E3779B97F4A7C15L) >>> 1;
  }

  private void scan(int rows) {
    long start = System.nanoTime();
    long startCpu = cpuNanos();
    long found = 0;
    long bytes = 0;
    try (Snapshot snapshot = store.snapshot(LARGE, time - 1);
        UpdateCursor cursor = snapshot.rows()) {
      while (cursor.next()) {
        found += cursor.diff();
        bytes += cursor.length();
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (found != rows || bytes != (long) rows * ROW_BYTES) {
      throw new IllegalStateException("found " + found + " rows");
    }
    double cpuSeconds = (cpuNanos() - startCpu) / 1e9;
    out.printf(
        "scan: %.2f M rows/s, %.2f M rows for each second of processor time%n",
        rows / seconds / 1e6, rows / cpuSeconds / 1e6);
  }

  private void lookUps(int rows, int count) {
    long[] nanos = new long[count];
    for (int i = 0; i < count; i++) {
      long key = scattered(random.nextInt(rows));
      long start = System.nanoTime();
      try (Snapshot snapshot = store.snapshot(LARGE, time - 1);
          UpdateCursor cursor =
              snapshot.rowsWithPrefix(ByteBuffer.allocate(Long.BYTES).putLong(key).array())) {
        if (!cursor.next() || cursor.next()) {
          throw new IllegalStateException("not one row");
        }
      }
      nanos[i] = System.nanoTime() - start;
    }
    report("look-up", nanos);
  }

  private void smallAppends(int count) {
    long[] nanos = new long[count];
    byte[] row = new byte[ROW_BYTES];
    for (int i = 0; i < count; i++) {
      fill(row, i, random);
      BatchBuilder builder = new BatchBuilder();
      builder.add(row, 0, ROW_BYTES, time, 1);
      Batch batch = builder.build();
      long start = System.nanoTime();
      store.append(
          new Append(
              GroupId.TABLES, time, time + 1, new TreeMap<>(Map.of(SMALL, batch)), new byte[0]));
      nanos[i] = System.nanoTime() - start;
      time++;
    }
    report("append of one row", nanos);
  }

  /** Of this thread; what others on the machine do hardly matters for it. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private void report(String what, long[] nanos) {
    Arrays.sort(nanos);
    out.printf(
        "%s: p50 %.3f ms, p99 %.3f ms, max %.3f ms%n",
        what,
        nanos[nanos.length / 2] / 1e6,
        nanos[nanos.length * 99 / 100] / 1e6,
        nanos[nanos.length - 1] / 1e6);
  }
}
