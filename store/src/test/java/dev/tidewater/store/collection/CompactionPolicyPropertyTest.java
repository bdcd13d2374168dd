package dev.tidewater.store.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.store.collection.CompactionPolicy.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CompactionPolicyPropertyTest {
  private static final int APPENDS = 3_000;

  private static BatchDescriptor batch(long lower, long upper, long since, long updates) {
    return new BatchDescriptor(
        lower,
        upper,
        since,
        OptionalLong.empty(),
        updates,
        updates * 50,
        new BatchData.Stored("b" + lower + "-" + upper + "-" + updates));
  }

  private static BatchDescriptor merged(List<BatchDescriptor> inputs, long since) {
    return batch(
        inputs.get(0).lower(),
        inputs.get(inputs.size() - 1).upper(),
        since,
        inputs.stream().mapToLong(BatchDescriptor::updates).sum());
  }

  /** Appends of wild sizes: the number of batches and the cost of merging stay logarithmic. */
  @Property(tries = 30)
  void batchesStayFewAndMergingStaysCheap(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int magnitude) {
    Random random = new Random(seed);
    List<BatchDescriptor> batches = new ArrayList<>();
    long appended = 0;
    long merged = 0;
    int most = 0;
    for (int i = 0; i < APPENDS; i++) {
      long size = 1 + (long) Math.pow(10, random.nextDouble() * magnitude);
      batches.add(batch(i, i + 1, i, size));
      appended += size;
      Optional<Window> window = CompactionPolicy.choose(batches, i);
      while (window.isPresent()) {
        List<BatchDescriptor> inputs = batches.subList(window.get().from(), window.get().to());
        BatchDescriptor outcome = merged(inputs, i);
        merged += outcome.updates();
        inputs.clear();
        batches.add(window.get().from(), outcome);
        window = CompactionPolicy.choose(batches, i);
      }
      most = Math.max(most, batches.size());
    }
    assertThat(batches.stream().mapToLong(BatchDescriptor::updates).sum()).isEqualTo(appended);
    assertThat(most).as("most batches at a time").isLessThan(64);
    // Each update is charged at most five times for each doubling of its batch.
    double doublings = Math.log((double) appended) / Math.log(2);
    assertThat((double) merged / appended).as("merged per appended").isLessThan(5 * doublings);
  }

  @Test
  void batchesOfOneAppendAreNotTornApart() {
    List<BatchDescriptor> batches = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      batches.add(batch(i, i + 1, i, 100));
    }
    for (int i = 0; i < 6; i++) {
      batches.add(batch(10, 20, 10, 100 + i));
    }
    for (long since : new long[] {0, 15, 100}) {
      Window window = CompactionPolicy.choose(batches, since).orElseThrow();
      assertThat(window).isEqualTo(new Window(0, 10));
    }
  }

  @Test
  void aLargeMergeWaitsUntilTheSinceHasPassed() {
    List<BatchDescriptor> batches = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      batches.add(batch(i, i + 1, i, 1_000_000));
    }
    assertThat(CompactionPolicy.choose(batches, 5)).isEmpty();
    assertThat(CompactionPolicy.awaitsSince(batches)).isTrue();
    assertThat(CompactionPolicy.choose(batches, 10)).contains(new Window(0, 10));
  }

  @Test
  void partsOfOneLargeAppendAreMergedAtOnce() {
    List<BatchDescriptor> batches = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      batches.add(batch(10, 20, 10, 250_000 + i));
    }
    assertThat(CompactionPolicy.choose(batches, 0)).contains(new Window(0, 20));
  }

  @Test
  void aDominatingBatchIsLeftAlone() {
    List<BatchDescriptor> batches = new ArrayList<>();
    batches.add(batch(0, 1, 0, 1_000_000));
    for (int i = 1; i < 8; i++) {
      batches.add(batch(i, i + 1, i, 10));
    }
    assertThat(CompactionPolicy.choose(batches, 100)).isEmpty();
    batches.add(batch(8, 9, 8, 10));
    assertThat(CompactionPolicy.choose(batches, 100)).contains(new Window(1, 9));
  }

  @Test
  void aMergedBatchIsRewrittenOnceTheSinceHasPassedIt() {
    List<BatchDescriptor> batches = List.of(batch(0, 10, 4, 100));
    assertThat(CompactionPolicy.choose(batches, 9)).isEmpty();
    assertThat(CompactionPolicy.choose(batches, 10)).contains(new Window(0, 1));
    assertThat(CompactionPolicy.choose(List.of(batch(0, 10, 10, 100)), 50)).isEmpty();
  }
}
