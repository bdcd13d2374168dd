package dev.tidewater.store;

import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchBuilder;
import dev.tidewater.zset.UpdateCursor;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Rows as short texts, and batches and walks as maps, for tests that read well. */
public final class Updates {
  private final BatchBuilder builder = new BatchBuilder();

  private Updates() {}

  public static Updates updates() {
    return new Updates();
  }

  /** A batch of rows inserted once each. */
  public static Batch inserted(long time, String... rows) {
    Updates updates = updates();
    for (String row : rows) {
      updates.add(row, time, 1);
    }
    return updates.batch();
  }

  public Updates add(String row, long time, long diff) {
    byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
    builder.add(bytes, 0, bytes.length, time, diff);
    return this;
  }

  public Batch batch() {
    return builder.build();
  }

  /** Rows and their multiplicities; the walk must be consolidated and in order. */
  public static Map<String, Long> rows(UpdateCursor cursor) {
    Map<String, Long> rows = new TreeMap<>();
    String last = null;
    try (cursor) {
      while (cursor.next()) {
        String row = row(cursor);
        if (last != null && row.compareTo(last) <= 0) {
          throw new AssertionError(row + " comes after " + last);
        }
        if (cursor.diff() == 0) {
          throw new AssertionError(row + " has no multiplicity");
        }
        rows.put(row, cursor.diff());
        last = row;
      }
    }
    return rows;
  }

  /** Diffs by {@code row@time}, added up. */
  public static Map<String, Long> timed(Iterable<Batch> batches) {
    Map<String, Long> diffs = new TreeMap<>();
    for (Batch batch : batches) {
      UpdateCursor cursor = batch.cursor();
      while (cursor.next()) {
        diffs.merge(row(cursor) + "@" + cursor.time(), cursor.diff(), Long::sum);
      }
    }
    diffs.values().removeIf(diff -> diff == 0);
    return diffs;
  }

  /** Diffs of a walk by {@code row@time}; the walk must be consolidated. */
  public static Map<String, Long> timed(UpdateCursor cursor) {
    Map<String, Long> diffs = new TreeMap<>();
    try (cursor) {
      while (cursor.next()) {
        String update = row(cursor) + "@" + cursor.time();
        if (cursor.diff() == 0 || diffs.put(update, cursor.diff()) != null) {
          throw new AssertionError(update + " is not consolidated");
        }
      }
    }
    return diffs;
  }

  private static String row(UpdateCursor cursor) {
    return new String(cursor.bytes(), cursor.offset(), cursor.length(), StandardCharsets.UTF_8);
  }
}
