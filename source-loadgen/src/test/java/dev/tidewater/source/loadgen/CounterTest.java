package dev.tidewater.source.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.store.Append;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CounterTest {
  @TempDir Path directory;

  @Test
  void countsFromOneByOneEachTick() {
    try (House house = new House(directory, counter(LoadGenerator.Counter.UNLIMITED))) {
      LoadGeneratorWorker worker = house.worker(house.spec());
      worker.makeTicks(1);
      assertThat(house.rows("counter")).containsExactly(List.of(1L));
      house.now += 1_000;
      worker.makeTicks(2);
      assertThat(house.rows("counter")).containsExactly(List.of(1L), List.of(2L), List.of(3L));
    }
  }

  @Test
  void keepsNoMoreThanItsMaximum() {
    try (House house = new House(directory, counter(2))) {
      LoadGeneratorWorker worker = house.worker(house.spec());
      worker.makeTicks(5);
      assertThat(house.rows("counter")).containsExactly(List.of(4L), List.of(5L));
    }
  }

  @Test
  void goesOnAfterARestartWithTheNextNumber() {
    try (House house = new House(directory, counter(2))) {
      house.worker(house.spec()).makeTicks(3);
      house.restart();
      house.now += 1_000;
      house.worker(house.spec()).makeTicks(1);
      assertThat(house.rows("counter")).containsExactly(List.of(3L), List.of(4L));
    }
  }

  @Test
  void goesOnFromProgressOfTheFirstVersion() {
    try (House house = new House(directory, counter(LoadGenerator.Counter.UNLIMITED))) {
      long upper = house.store.upper(House.GROUP);
      byte[] progress =
          ByteBuffer.allocate(1 + 2 * Long.BYTES).put((byte) 1).putLong(7).putLong(7).array();
      house.store.append(new Append(House.GROUP, upper, upper + 1, new TreeMap<>(), progress));
      house.worker(house.spec()).makeTicks(1);
      assertThat(house.rows("counter")).containsExactly(List.of(8L));
    }
  }

  @Test
  void startsAtAsOfAndStopsBeforeUpTo() {
    try (House house = new House(directory, counter(LoadGenerator.Counter.UNLIMITED))) {
      LoadGeneratorWorker worker = house.worker(house.spec(2, 4));
      assertThat(worker.overdueTicks()).isEqualTo(2);
      worker.makeTicks(worker.overdueTicks());
      worker.makeTicks(10);
      assertThat(house.rows("counter"))
          .containsExactly(List.of(1L), List.of(2L), List.of(3L), List.of(4L));
      long upper = house.store.upper(House.GROUP);
      house.now += 5_000;
      worker.makeTicks(1);
      assertThat(house.store.upper(House.GROUP))
          .as("the upper moves on after the last tick")
          .isGreaterThan(upper);
    }
  }

  private static LoadGenerator counter(long maxCardinality) {
    return new LoadGenerator.Counter(maxCardinality);
  }
}
