package dev.tidewater.zset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.zset.Model.Update;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SpinePropertyTest {
  @Provide
  Arbitrary<List<List<Update>>> steps() {
    return Model.updateLists().list().ofMaxSize(20);
  }

  @Provide
  Arbitrary<byte[]> rows() {
    return Model.rows();
  }

  @Property(tries = 300)
  void holdsTheAccumulatedRowsAfterEachInsert(
      @ForAll("steps") List<List<Update>> steps, @ForAll @IntRange(max = 200) int fuel) {
    Spine spine = new Spine();
    Model model = new Model();
    for (List<Update> step : steps) {
      spine.insert(Model.build(step));
      spine.maintain(fuel);
      step.forEach(u -> model.add(u.row(), 0, u.diff()));
      assertThat(Model.text(spine.cursor())).isEqualTo(model.text());
    }
  }

  @Property(tries = 300)
  void maintenanceEndsInOneLayerOfNoMoreThanTheRows(@ForAll("steps") List<List<Update>> steps) {
    Spine spine = new Spine();
    Model model = new Model();
    for (List<Update> step : steps) {
      spine.insert(Model.build(step));
      step.forEach(u -> model.add(u.row(), 0, u.diff()));
    }
    while (spine.maintain(10)) {}
    assertThat(Model.text(spine.cursor())).isEqualTo(model.text());
  }

  @Property(tries = 300)
  void probeGivesTheUpdatesOfEachKey(
      @ForAll("steps") List<List<Update>> steps,
      @ForAll @Size(max = 30) List<@From("rows") byte[]> keys) {
    Spine spine = new Spine();
    Model model = new Model();
    for (List<Update> step : steps) {
      spine.insert(Model.build(step));
      step.forEach(u -> model.add(u.row(), 0, u.diff()));
    }
    List<byte[]> ascending = new ArrayList<>(keys);
    ascending.sort(Arrays::compareUnsigned);
    // Keys must be self-delimiting; these are not, so no key may start with the one before.
    SpineProbe probe = spine.probe();
    byte[] before = null;
    for (byte[] key : ascending) {
      if (before != null && startsWith(key, before)) {
        continue;
      }
      before = key;
      probe.seek(key, 0, key.length);
      while (probe.next()) {}
      probe.seek(key.clone(), 0, key.length);
      Model found = new Model();
      while (probe.next()) {
        byte[] row =
            Arrays.copyOfRange(probe.bytes(), probe.offset(), probe.offset() + probe.length());
        found.add(row, 0, probe.diff());
      }
      List<String> expected =
          model.text().stream()
              .filter(t -> t.startsWith(java.util.HexFormat.of().formatHex(key)))
              .toList();
      assertThat(found.text()).isEqualTo(expected);
    }
  }

  private static boolean startsWith(byte[] row, byte[] prefix) {
    return row.length >= prefix.length
        && Arrays.equals(row, 0, prefix.length, prefix, 0, prefix.length);
  }

  @Example
  void layersStayLogarithmicWithSingleRows() {
    Spine spine = new Spine();
    Random random = new Random(1);
    int most = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] row = longRow(random.nextLong());
      spine.insert(Model.build(List.of(new Update(row, i, 1))));
      most = Math.max(most, spine.batches().size());
    }
    assertThat(most).isLessThan(40);
    assertThat(spine.updates()).isEqualTo(100_000);
  }

  @Example
  void sortsManyRowsOfSkewedKeysLikeATree() {
    Random random = new Random(2);
    BatchBuilder builder = new BatchBuilder();
    TreeMap<Long, Long> expected = new TreeMap<>();
    for (int i = 0; i < 300_000; i++) {
      long key =
          switch (random.nextInt(4)) {
            case 0 -> 42;
            case 1 -> random.nextInt(100);
            case 2 -> (1L << 40) + random.nextInt(1 << 20);
            default -> random.nextLong() >>> 1;
          };
      byte[] row = longRow(key);
      builder.add(row, 0, row.length, 0, 1);
      expected.merge(key, 1L, Long::sum);
    }
    List<Long> keys = new ArrayList<>();
    List<Long> diffs = new ArrayList<>();
    UpdateCursor cursor = builder.build().cursor();
    while (cursor.next()) {
      keys.add(Rows.prefix(cursor.bytes(), cursor.offset(), cursor.offset() + 8));
      diffs.add(cursor.diff());
    }
    assertThat(keys).isEqualTo(new ArrayList<>(expected.keySet()));
    assertThat(diffs).isEqualTo(new ArrayList<>(expected.values()));
  }

  private static byte[] longRow(long key) {
    return java.nio.ByteBuffer.allocate(8).putLong(key).array();
  }
}
