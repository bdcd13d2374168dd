package dev.tidewater.store.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.store.consensus.MemoryConsensus.NextAppend;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/**
 * The store under {@link StoreSimulation}. A failure names its seed: {@code new
 * StoreSimulation(seed).run(EVENTS)} plays it again.
 */
class StoreSimulationPropertyTest {
  private static final int EVENTS = 150;

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void nothingAcknowledgedIsLostAndNothingElseIsHalfThere(@ForAll long seed) {
    new StoreSimulation(seed).run(EVENTS);
  }

  /** Each count would be many times the floor; so a run that misses it has stopped testing. */
  @Test
  void theSimulationReachesWhatItIsFor() {
    Map<Seen, Integer> total = new EnumMap<>(Seen.class);
    for (long seed = 1; seed <= 40; seed++) {
      StoreSimulation simulation = new StoreSimulation(seed);
      simulation.run(EVENTS);
      for (Seen what : Seen.values()) {
        total.merge(what, simulation.count(what), Integer::sum);
      }
    }
    for (Seen what : Seen.values()) {
      assertThat(total.get(what)).as(what + " in " + total).isGreaterThan(10);
    }
  }

  @Test
  void aDiskThatLiesAboutSyncsIsNoticed() {
    assertNoticed(simulation -> simulation.machine().disk.lieAboutSyncs());
  }

  @Test
  void aDiskThatLiesAboutSyncsOfDirectoriesIsNoticed() {
    assertNoticed(simulation -> simulation.machine().disk.lieAboutDirectorySyncs());
  }

  @Test
  void aConsensusThatLosesAnAcknowledgedAppendIsNoticed() {
    assertNoticed(
        simulation -> {
          simulation.run(20);
          simulation.machine().consensus.next(NextAppend.LIES);
        });
  }

  /** Some seed among a few must fail, or the simulation proves nothing. */
  private static void assertNoticed(Consumer<StoreSimulation> plant) {
    assertThatThrownBy(
            () -> {
              for (long seed = 1; seed <= 40; seed++) {
                StoreSimulation simulation = new StoreSimulation(seed);
                plant.accept(simulation);
                simulation.run(EVENTS);
              }
            })
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("seed");
  }
}
