package dev.tidewater.sqltests.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The changes that a SUBSCRIBE gave, put together again. Rows are texts. */
final class Replay {
  private final NavigableMap<Long, Map<String, Long>> changes = new TreeMap<>();
  private long latest = Long.MIN_VALUE;

  /** Takes a row of COPY (SUBSCRIBE …) TO STDOUT: time, diff, columns. */
  void add(String line) {
    String[] fields = line.split("\t", 3);
    add(Long.parseLong(fields[0]), Long.parseLong(fields[1]), fields[2]);
  }

  void add(long time, long diff, String row) {
    if (time < latest) {
      throw new AssertionError("time went back from " + latest + " to " + time);
    }
    latest = time;
    changes.computeIfAbsent(time, t -> new TreeMap<>()).merge(row, diff, Long::sum);
  }

  /** The times at which something changed. */
  NavigableSet<Long> times() {
    return new TreeSet<>(changes.keySet());
  }

  long beginning() {
    return changes.firstKey();
  }

  /** The relation at a time, each row as often as it is there, in order. */
  List<String> at(long time) {
    Map<String, Long> rows = new TreeMap<>();
    changes
        .headMap(time, true)
        .values()
        .forEach(at -> at.forEach((r, d) -> rows.merge(r, d, Long::sum)));
    List<String> all = new ArrayList<>();
    rows.forEach(
        (row, count) -> {
          if (count < 0) {
            throw new AssertionError(row + " is there " + count + " times at " + time);
          }
          for (long i = 0; i < count; i++) {
            all.add(row);
          }
        });
    return all;
  }
}
