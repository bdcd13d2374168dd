package dev.tidewater.store.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every consensus does. An implementation's test extends this and says how to open one. */
public abstract class ConsensusContract {
  private Consensus consensus = unopened();

  /** Opens the same durable content each time within a test; empty at first. */
  protected abstract Consensus open();

  private static Consensus unopened() {
    return new MemoryConsensus(new dev.tidewater.testkit.disk.Power());
  }

  protected final Consensus consensus() {
    return consensus;
  }

  @org.junit.jupiter.api.BeforeEach
  void openFirst() {
    consensus = open();
  }

  @AfterEach
  void close() {
    consensus.close();
  }

  private void reopen() {
    consensus.close();
    consensus = open();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private AppendResult append(String key, long sequence, String value) {
    return consensus.append(List.of(Write.of(key, sequence, bytes(value))));
  }

  private List<String> values(String key, long from) {
    return consensus.scan(key, from).stream()
        .map(entry -> entry.sequence() + new String(entry.value(), StandardCharsets.UTF_8))
        .toList();
  }

  @Test
  void entriesAreNumberedFromOneAndKeptInOrder() {
    assertThat(append("k", 1, "a")).isEqualTo(new AppendResult.Appended());
    assertThat(append("k", 2, "b")).isEqualTo(new AppendResult.Appended());
    assertThat(values("k", 0)).containsExactly("1a", "2b");
    assertThat(values("k", 2)).containsExactly("2b");
    assertThat(values("k", 3)).isEmpty();
    assertThat(values("other", 0)).isEmpty();
  }

  @Test
  void whatWasAppendedIsThereAfterReopening() {
    append("k", 1, "a");
    reopen();
    assertThat(values("k", 0)).containsExactly("1a");
  }

  @Test
  void anAppendAtATakenNumberConflicts() {
    append("k", 1, "a");
    assertThat(append("k", 1, "b")).isEqualTo(new AppendResult.Conflict("k", 1));
    assertThat(values("k", 0)).containsExactly("1a");
  }

  @Test
  void anAppendThatLeavesAGapConflicts() {
    assertThat(append("k", 2, "b")).isEqualTo(new AppendResult.Conflict("k", 0));
    append("k", 1, "a");
    assertThat(append("k", 3, "c")).isEqualTo(new AppendResult.Conflict("k", 1));
  }

  @Test
  void anAppendOverSeveralKeysIsDoneWholeOrNotAtAll() {
    append("k", 1, "a");
    List<Write> partlyWrong = List.of(Write.of("j", 1, bytes("x")), Write.of("k", 1, bytes("y")));
    assertThat(consensus.append(partlyWrong)).isEqualTo(new AppendResult.Conflict("k", 1));
    assertThat(values("j", 0)).isEmpty();

    List<Write> right = List.of(Write.of("j", 1, bytes("x")), Write.of("k", 2, bytes("y")));
    assertThat(consensus.append(right)).isEqualTo(new AppendResult.Appended());
    assertThat(values("j", 0)).containsExactly("1x");
    assertThat(values("k", 0)).containsExactly("1a", "2y");
  }

  @Test
  void aKeyOccursOnceInAnAppend() {
    List<Write> twice = List.of(Write.of("k", 1, bytes("a")), Write.of("k", 2, bytes("b")));
    assertThatThrownBy(() -> consensus.append(twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more than once");
  }

  @Test
  void anAppendMayDropWhatItReplaces() {
    append("k", 1, "a");
    append("k", 2, "b");
    consensus.append(List.of(Write.replacingOlder("k", 3, bytes("c"))));
    reopen();
    assertThat(values("k", 0)).containsExactly("3c");
    assertThat(append("k", 4, "d")).isEqualTo(new AppendResult.Appended());
  }

  @Test
  void truncationNeverTakesTheNewest() {
    append("k", 1, "a");
    append("k", 2, "b");
    consensus.truncate("k", 2);
    assertThat(values("k", 0)).containsExactly("2b");
    consensus.truncate("k", 100);
    consensus.truncate("missing", 5);
    assertThat(values("k", 0)).containsExactly("2b");
    assertThat(append("k", 3, "c")).isEqualTo(new AppendResult.Appended());
  }

  @Test
  void aDeletedKeyStartsAgain() {
    append("k", 1, "a");
    append("kk", 1, "b");
    consensus.delete("k");
    consensus.delete("missing");
    reopen();
    assertThat(values("k", 0)).isEmpty();
    assertThat(append("k", 1, "c")).isEqualTo(new AppendResult.Appended());
    assertThat(values("kk", 0)).containsExactly("1b");
  }

  @Test
  void keysAreFoundByPrefix() {
    append("a/1", 1, "x");
    append("a/2", 1, "x");
    append("b/1", 1, "x");
    append("a%", 1, "x");
    assertThat(consensus.keys("a/")).containsExactly("a/1", "a/2");
    assertThat(consensus.keys("")).hasSize(4);
    assertThat(consensus.keys("c")).isEmpty();
  }

  @Test
  void entriesMayBeEmptyOrLarge() {
    byte[] large = new byte[5 << 20];
    large[large.length - 1] = 7;
    append("k", 1, "");
    consensus.append(List.of(Write.of("k", 2, large)));
    reopen();
    List<Entry> entries = consensus.scan("k", 0);
    assertThat(entries.get(0).value()).isEmpty();
    assertThat(entries.get(1).value()).isEqualTo(large);
  }

  @Test
  void ofManyWritersOneGetsEachNumber() throws Exception {
    int writers = 8;
    int numbers = 25;
    AtomicInteger won = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        String own = "own" + i;
        Callable<Void> work =
            () -> {
              for (int number = 1; number <= numbers; number++) {
                if (append("shared", number, own) instanceof AppendResult.Appended) {
                  won.incrementAndGet();
                }
                assertThat(append(own, number, "x")).isEqualTo(new AppendResult.Appended());
              }
              return null;
            };
        running.add(threads.submit(work));
      }
      for (Future<?> future : running) {
        future.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(won).hasValue(numbers);
    assertThat(consensus.scan("shared", 0)).hasSize(numbers);
    assertThat(consensus.keys("own")).hasSize(writers);
    assertThat(Set.copyOf(consensus.keys(""))).hasSize(writers + 1);
  }
}
