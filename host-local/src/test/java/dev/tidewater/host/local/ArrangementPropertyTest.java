package dev.tidewater.host.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.store.CollectionId;
import dev.tidewater.store.Hold;
import dev.tidewater.store.Snapshot;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchBuilder;
import dev.tidewater.zset.UpdateCursor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ArrangementPropertyTest {
  private static final RowLayout LAYOUT =
      RowLayout.of(List.of(ScalarType.INT8, ScalarType.INT8), List.of(false, false), List.of(1));

  /** Changes at a time, so many milliseconds behind the one before. */
  record Step(long millis, List<Change> changes, boolean holds) {}

  record Change(long value, long key, long diff) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Change> change =
        Combinators.combine(
                Arbitraries.longs().between(0, 5),
                Arbitraries.longs().between(0, 3),
                Arbitraries.of(-1L, 1L, 2L))
            .as(Change::new);
    return Combinators.combine(
            Arbitraries.longs().between(1, 1_500),
            change.list().ofMaxSize(6),
            Arbitraries.frequency(
                net.jqwik.api.Tuple.of(4, false), net.jqwik.api.Tuple.of(1, true)))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  private static Batch batch(List<Change> changes) {
    BatchBuilder builder = new BatchBuilder();
    for (Change change : changes) {
      byte[] row = LAYOUT.encode(new Object[] {change.value(), change.key()});
      builder.add(row, 0, row.length, 0, change.diff());
    }
    return builder.build();
  }

  private static Map<List<Object>, Long> read(UpdateCursor cursor) {
    Map<List<Object>, Long> rows = new HashMap<>();
    try (cursor) {
      while (cursor.next()) {
        List<Object> row = List.of(LAYOUT.decode(cursor.bytes(), cursor.offset(), cursor.length()));
        rows.merge(row, cursor.diff(), Long::sum);
      }
    }
    rows.values().removeIf(diff -> diff == 0);
    return rows;
  }

  @Property
  void everyReadableTimeShowsTheRowsOfThatTime(@ForAll("steps") List<Step> steps) {
    Arrangement arrangement = new Arrangement(new CollectionId(1), LAYOUT);
    NavigableMap<Long, Map<List<Object>, Long>> expected = new TreeMap<>();
    Map<List<Object>, Long> now = new HashMap<>();
    arrangement.advanceTo(10);
    expected.put(9L, Map.of());
    long time = 9;
    Hold hold = null;
    for (Step step : steps) {
      time += step.millis();
      arrangement.addRows(time, batch(step.changes()));
      arrangement.advanceTo(time + 1);
      for (Change change : step.changes()) {
        now.merge(List.of(change.value(), change.key()), change.diff(), Long::sum);
      }
      now.values().removeIf(diff -> diff == 0);
      expected.put(time, Map.copyOf(now));
      if (step.holds() && hold == null) {
        hold = arrangement.hold();
      }
      if (hold != null) {
        assertThat(arrangement.since()).isLessThanOrEqualTo(hold.time());
      }
      checkAll(arrangement, expected);
    }
    if (hold != null) {
      hold.close();
    }
    arrangement.advanceTo(time + 100_000);
    assertThat(arrangement.since()).as("nobody holds history").isGreaterThan(time);
    checkAll(arrangement, expected);
  }

  private static void checkAll(
      Arrangement arrangement, NavigableMap<Long, Map<List<Object>, Long>> expected) {
    for (long time : List.of(arrangement.since(), arrangement.upper() - 1)) {
      checkAt(arrangement, time, expected.floorEntry(time).getValue());
    }
    expected
        .subMap(arrangement.since(), arrangement.upper())
        .forEach((time, rows) -> checkAt(arrangement, time, rows));
  }

  private static void checkAt(
      Arrangement arrangement, long time, Map<List<Object>, Long> expected) {
    try (Snapshot snapshot = arrangement.snapshot(time)) {
      assertThat(read(snapshot.rows())).isEqualTo(expected);
      byte[] key = LAYOUT.encodeKey(new Object[] {2L});
      Map<List<Object>, Long> ofKey = new HashMap<>(expected);
      ofKey.keySet().removeIf(row -> !row.get(1).equals(2L));
      assertThat(read(snapshot.rowsWithPrefix(key))).isEqualTo(ofKey);
    }
  }

  @Example
  void timesOutsideAreRefusedAndWaitersAreTold() {
    Arrangement arrangement = new Arrangement(new CollectionId(1), LAYOUT);
    assertThat(arrangement.isReadable()).isFalse();
    var waiting = arrangement.awaitReadable(20);
    arrangement.advanceTo(10);
    assertThat(waiting).isNotDone();
    assertThatThrownBy(() -> arrangement.snapshot(10).rows())
        .isInstanceOfSatisfying(
            TidewaterException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_COMPACTED));
    arrangement.advanceTo(21);
    assertThat(waiting).isCompleted();
    var never = arrangement.awaitReadable(1_000);
    arrangement.close();
    assertThat(never).isCompletedExceptionally();
  }
}
