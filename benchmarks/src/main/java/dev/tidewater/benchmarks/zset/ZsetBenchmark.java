package dev.tidewater.benchmarks.zset;

import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchBuilder;
import dev.tidewater.zset.BatchCodec;
import dev.tidewater.zset.BatchCodec.Compression;
import dev.tidewater.zset.BatchMerger;
import dev.tidewater.zset.Spine;
import dev.tidewater.zset.SpineProbe;
import dev.tidewater.zset.UpdateCursor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/**
 * Building, merging, walking, encoding and probing of batches of 61-byte rows with uniformly random
 * keys, the worst case for caches. Compare with the ceilings of the engine's design study.
 */
public final class ZsetBenchmark {
  private static final int ROW_BYTES = 61;
  private static final int MILLION = 1_000_000;

  private final Rounds rounds = new Rounds(System.out);
  private final Random random = new Random(42);
  private long sink;

  private ZsetBenchmark() {}

  public static void main(String[] arguments) {
    ZsetBenchmark benchmark = new ZsetBenchmark();
    benchmark.build();
    benchmark.merge();
    benchmark.probe(MILLION);
    if (arguments.length > 0) {
      benchmark.probe(Integer.parseInt(arguments[0]));
    }
    if (benchmark.sink == 42) {
      System.out.println();
    }
  }

  private byte[] rows(int count, long keys) {
    ByteBuffer rows = ByteBuffer.allocate(count * ROW_BYTES);
    for (int i = 0; i < count; i++) {
      rows.position(i * ROW_BYTES);
      rows.putLong(random.nextLong(keys)).putLong(random.nextLong());
    }
    return rows.array();
  }

  private static Batch build(BatchBuilder builder, byte[] rows, int from, int count) {
    for (int i = from; i < from + count; i++) {
      builder.add(rows, i * ROW_BYTES, ROW_BYTES, 0, 1);
    }
    return builder.build();
  }

  private void build() {
    BatchBuilder builder = new BatchBuilder();
    for (long keys : new long[] {100_000, 5_000_000}) {
      byte[] rows = rows(MILLION, keys);
      rounds.measure(
          "build 1M rows, " + keys + " keys",
          () -> {
            sink += build(builder, rows, 0, MILLION).updates();
            return MILLION;
          });
      for (int size : new int[] {100, 1_000, 10_000, 100_000}) {
        rounds.measure(
            "build batches of " + size + ", " + keys + " keys",
            () -> {
              for (int from = 0; from < MILLION; from += size) {
                sink += build(builder, rows, from, size).updates();
              }
              return MILLION;
            });
      }
    }
  }

  private void merge() {
    BatchBuilder builder = new BatchBuilder();
    Batch left = build(builder, rows(MILLION, 5_000_000), 0, MILLION);
    Batch right = build(builder, rows(MILLION, 5_000_000), 0, MILLION);
    Batch few = build(builder, rows(MILLION / 64, 5_000_000), 0, MILLION / 64);
    rounds.measure("merge 1M with 1M", () -> merge(left, right));
    rounds.measure("merge 1M with 1/64 of it", () -> merge(left, few));
    rounds.measure(
        "walk 1M",
        () -> {
          try (UpdateCursor cursor = left.cursor()) {
            while (cursor.next()) {
              sink += cursor.length();
            }
          }
          return MILLION;
        });
    rounds.measure(
        "encode 1M, zstd",
        () -> {
          sink += BatchCodec.encode(left, Compression.ZSTD).length;
          return MILLION;
        });
    byte[] encoded = BatchCodec.encode(left, Compression.ZSTD);
    rounds.measure(
        "decode 1M, zstd",
        () -> {
          sink += BatchCodec.decode(encoded).updates();
          return MILLION;
        });
  }

  private long merge(Batch left, Batch right) {
    BatchMerger merger = new BatchMerger(left, right);
    merger.work(Long.MAX_VALUE);
    sink += merger.outcome().updates();
    return left.updates() + right.updates();
  }

  private void probe(int size) {
    Spine spine = new Spine();
    BatchBuilder builder = new BatchBuilder();
    rounds.measure(
        "insert 10k at a time, up to " + size,
        () -> {
          byte[] rows = rows(10_000, size);
          int inserts = size / 10_000 / 8;
          for (int i = 0; i < inserts; i++) {
            spine.insert(build(builder, rows(10_000, size), 0, 10_000));
            sink += rows.length;
          }
          return inserts * 10_000L;
        });
    System.out.println("  spine of " + spine.updates() + ", " + spine.sizeBytes() + " bytes");
    for (int step : new int[] {1, 1_000, 10_000, 100_000}) {
      int steps = Math.max(1, Math.min(20_000, 200_000 / step));
      rounds.measure("probe, step " + step, () -> probe(spine, step, steps, size));
    }
  }

  private long probe(Spine spine, int step, int steps, int keys) {
    for (int i = 0; i < steps; i++) {
      long[] sorted = random.longs(step, 0, keys).sorted().toArray();
      byte[] key = new byte[8 * step];
      ByteBuffer.wrap(key).asLongBuffer().put(sorted);
      SpineProbe probe = spine.probe();
      for (int k = 0; k < step; k++) {
        probe.seek(key, 8 * k, 8);
        while (probe.next()) {
          sink += probe.diff() + Arrays.hashCode(sorted.length > 1 ? null : sorted);
        }
      }
    }
    return (long) step * steps;
  }
}
