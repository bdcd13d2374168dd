package dev.tidewater.zset;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** What batches should hold, kept in the plainest way: a sorted map of diffs. */
final class Model {
  record Update(byte[] row, long time, long diff) {
    @Override
    public String toString() {
      return java.util.HexFormat.of().formatHex(row) + "@" + time + "x" + diff;
    }
  }

  record Key(byte[] row, long time) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int order = Arrays.compareUnsigned(row, other.row);
      return order != 0 ? order : Long.compare(time, other.time);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && compareTo(key) == 0;
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(row) + Long.hashCode(time);
    }
  }

  private final TreeMap<Key, Long> diffs = new TreeMap<>();

  static Model of(Collection<Update> updates) {
    Model model = new Model();
    updates.forEach(u -> model.add(u.row(), u.time(), u.diff()));
    return model;
  }

  void add(byte[] row, long time, long diff) {
    diffs.merge(new Key(row, time), diff, Long::sum);
    diffs.values().removeIf(d -> d == 0);
  }

  List<String> text() {
    return diffs.entrySet().stream()
        .map(e -> new Update(e.getKey().row(), e.getKey().time(), e.getValue()).toString())
        .toList();
  }

  /** Updates whose row is not below the key. */
  List<String> textFrom(byte[] key) {
    return diffs.tailMap(new Key(key, Long.MIN_VALUE), true).entrySet().stream()
        .map(e -> new Update(e.getKey().row(), e.getKey().time(), e.getValue()).toString())
        .toList();
  }

  static List<String> text(UpdateCursor cursor) {
    List<String> result = new java.util.ArrayList<>();
    while (cursor.next()) {
      result.add(current(cursor));
    }
    return result;
  }

  static String current(UpdateCursor cursor) {
    byte[] row =
        Arrays.copyOfRange(cursor.bytes(), cursor.offset(), cursor.offset() + cursor.length());
    return new Update(row, cursor.time(), cursor.diff()).toString();
  }

  static Batch build(Collection<Update> updates) {
    BatchBuilder builder = new BatchBuilder();
    for (Update update : updates) {
      builder.add(update.row(), 0, update.row().length, update.time(), update.diff());
    }
    return builder.build();
  }

  /** Rows that collide often, share prefixes, and end in zeros. */
  static Arbitrary<byte[]> rows() {
    Arbitrary<byte[]> dense =
        Arbitraries.bytes().between((byte) -1, (byte) 1).array(byte[].class).ofMaxSize(4);
    Arbitrary<byte[]> prefixed =
        Arbitraries.bytes()
            .array(byte[].class)
            .ofMaxSize(10)
            .map(
                tail ->
                    concatenate(
                        "a common prefix-".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        tail));
    Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(20);
    return Arbitraries.oneOf(dense, prefixed, any);
  }

  private static byte[] concatenate(byte[] head, byte[] tail) {
    byte[] result = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, result, head.length, tail.length);
    return result;
  }

  static Arbitrary<Update> updates() {
    return Combinators.combine(
            rows(), Arbitraries.longs().between(-3, 3), Arbitraries.longs().between(-2, 2))
        .as(Update::new);
  }

  static Arbitrary<List<Update>> updateLists() {
    return updates().list().ofMaxSize(120);
  }
}
