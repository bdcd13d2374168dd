package dev.tidewater.sink.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.sink.iceberg.FaultyCatalog.Crash;
import dev.tidewater.sink.iceberg.FaultyCatalog.Fate;
import dev.tidewater.sink.iceberg.commit.ProgressSearch;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.exceptions.ServiceFailureException;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random changes, random faults and crashes anywhere, from a seed; after each step the table must
 * equal the relation at the frontier that the table names. A failure names its seed.
 */
class SinkSimulationTest {
  // -Dsink.simulation.seeds=1000 for a night's run.
  private static final int SEEDS = Integer.getInteger("sink.simulation.seeds", 24);
  private static final int STEPS = 100;
  private static final int KEYS = 12;
  private static final List<Fate> FATES = List.of(Fate.values());

  @TempDir Path spillDirectory;

  /** What the simulations together must have met, or they have tested nothing. */
  private final Map<String, Integer> met = new TreeMap<>();

  private final Map<Fate, Integer> fates = new EnumMap<>(Fate.class);

  @Test
  void tableEqualsTheRelationAtItsFrontierWhateverHappens() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      try {
        new Simulation(seed).run();
      } catch (RuntimeException | AssertionError | Crash e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
    // Chances are such that each of these comes up several times as often.
    assertThat(fates.keySet()).containsAll(EnumSet.allOf(Fate.class));
    assertThat(met)
        .containsKeys(
            "commit",
            "crash at before hold",
            "crash at after hold",
            "delayed commit applied",
            "rolled back",
            "expired",
            "replaced",
            "dropped",
            "resumed after rollback",
            "resumed from property",
            "INPUT_COMPACTED",
            "SERIALIZATION_FAILURE",
            "nothing changed");
    assertThat(met.get("commit")).isGreaterThan(SEEDS * 5);
  }

  private void count(String event) {
    met.merge(event, 1, Integer::sum);
  }

  private final class Simulation {
    private final Random random;
    private final List<Runnable> delayed = new ArrayList<>();
    private final InMemoryCatalog catalog = new InMemoryCatalog();
    private final SinkHarness sink;
    private boolean calm;

    /** Failures from which the sink goes on by itself. */
    private static final Set<ErrorCode> PASSING =
        EnumSet.of(
            ErrorCode.SERIALIZATION_FAILURE, ErrorCode.UNDEFINED_TABLE, ErrorCode.ADMIN_SHUTDOWN);

    Simulation(long seed) {
      this.random = new Random(seed);
      catalog.initialize("sim" + seed, Map.of());
      catalog.createNamespace(Namespace.of("ns"));
      FaultyCatalog faulty =
          new FaultyCatalog(
              catalog,
              new FaultyCatalog.Plan() {
                @Override
                public Fate commit() {
                  Fate fate = fate();
                  fates.merge(fate, 1, Integer::sum);
                  return fate;
                }

                @Override
                public boolean reloadFails() {
                  return !calm && random.nextInt(20) == 0;
                }
              },
              delayed);
      this.sink =
          new SinkHarness(
              catalog, faulty, spillDirectory, wait -> pause(), this::crashAtDurableWrite);
      if (random.nextInt(4) == 0) {
        sink.spillAlways();
      }
    }

    private Fate fate() {
      if (calm || random.nextInt(3) > 0) {
        return Fate.GOES_WELL;
      }
      return FATES.get(random.nextInt(FATES.size()));
    }

    private void crashAtDurableWrite(String where) {
      if (!calm && random.nextInt(25) == 0) {
        throw new Crash(where);
      }
    }

    /** While the sink waits, the world goes on; now and then it is told to stop. */
    private boolean pause() {
      if (random.nextInt(3) == 0) {
        applyDelayed();
      }
      return calm || random.nextInt(10) > 0;
    }

    private void applyDelayed() {
      if (!delayed.isEmpty()) {
        delayed.remove(random.nextInt(delayed.size())).run();
        count("delayed commit applied");
      }
    }

    void run() {
      for (int step = 0; step < STEPS; step++) {
        step();
        sink.verify();
      }
      settle();
    }

    private void step() {
      switch (random.nextInt(16)) {
        case 0, 1, 2, 3 -> changeRelation();
        case 4 -> sink.commit(1 + random.nextInt(3));
        case 5, 6, 7, 8, 9 -> guarded(this::commitSome);
        case 10 -> guarded(() -> sink.run().note());
        case 11 -> sink.store.compact();
        case 12 -> {
          if (random.nextInt(3) == 0) {
            sink.abandon();
          }
        }
        case 13 -> applyDelayed();
        default -> foreign();
      }
    }

    private void changeRelation() {
      for (int i = random.nextInt(6); i >= 0; i--) {
        long id = random.nextInt(KEYS);
        switch (random.nextInt(4)) {
          case 0 -> sink.remove(id);
          case 1 -> {
            // There and back inside one transaction or across several.
            sink.put(id, "passing");
            sink.commit(1 + random.nextInt(2));
            sink.remove(id);
          }
          default -> sink.put(id, random.nextInt(8) == 0 ? null : "v" + random.nextInt(5));
        }
      }
      sink.commit(1 + random.nextInt(3));
    }

    private void commitSome() {
      if (random.nextInt(3) == 0) {
        sink.run().gather();
        return;
      }
      if (sink.commitAll() == SinkRun.Cut.NOTHING_CHANGED) {
        count("nothing changed");
      } else {
        count("commit");
      }
    }

    /** Runs a step of the sink; if it fails or crashes, the next one starts it anew. */
    private void guarded(Runnable step) {
      try {
        if (!sink.isRunning()) {
          start();
        }
        step.run();
      } catch (Crash crash) {
        count("crash at " + String.valueOf(crash.getMessage()).replaceAll("sink/.*/", ""));
        sink.abandon();
      } catch (TidewaterException e) {
        count(e.code().name());
        sink.abandon();
        if (e.code() == ErrorCode.INPUT_COMPACTED) {
          // What the message tells the user to do.
          catalog.dropTable(SinkHarness.TABLE, false);
        } else if (!PASSING.contains(e.code())) {
          throw e;
        }
      } catch (ServiceFailureException e) {
        sink.abandon();
      }
    }

    private void start() {
      sink.progress()
          .ifPresent(
              found -> {
                switch (found.origin()) {
                  case PROPERTY -> count("resumed from property");
                  case ANCESTRY -> {
                    if (found.rolledBack() == ProgressSearch.RolledBack.YES) {
                      count("resumed after rollback");
                    }
                  }
                }
              });
      sink.start();
    }

    /** What others do to the table. */
    private void foreign() {
      Table table = sink.table().orElse(null);
      if (table == null || table.currentSnapshot() == null) {
        return;
      }
      switch (random.nextInt(12)) {
        case 0, 1, 2 -> {
          table.rewriteManifests().clusterBy(file -> random.nextInt()).commit();
          count("replaced");
        }
        case 3, 4 -> table.updateProperties().set("foreign", "" + random.nextInt()).commit();
        case 5, 6, 7 -> {
          table
              .expireSnapshots()
              .expireOlderThan(Long.MAX_VALUE)
              .retainLast(1)
              .cleanupLevel(ExpireSnapshots.CleanupLevel.NONE)
              .commit();
          count("expired");
        }
        case 8, 9 -> rollBack(table);
        case 10 -> {
          catalog.dropTable(SinkHarness.TABLE, false);
          count("dropped");
        }
        default -> table.updateProperties().remove("foreign").commit();
      }
    }

    private void rollBack(Table table) {
      List<Snapshot> ours = new ArrayList<>();
      for (Snapshot each = table.currentSnapshot(); each != null; each = parent(table, each)) {
        if (each.summary().containsKey("tidewater.sink-id")) {
          ours.add(each);
        }
      }
      if (ours.size() > 1) {
        Snapshot target = ours.get(1 + random.nextInt(ours.size() - 1));
        table.manageSnapshots().rollbackTo(target.snapshotId()).commit();
        count("rolled back");
      }
    }

    @Nullable
    private Snapshot parent(Table table, Snapshot child) {
      return child.parentId() == null ? null : table.snapshot(child.parentId());
    }

    /** When the faults are over, the table catches up. */
    private void settle() {
      calm = true;
      sink.put(1, "last");
      sink.commit(1);
      for (int i = 0; i < 5; i++) {
        guarded(sink::commitAll);
      }
      sink.verify();
      assertThat(sink.progress().orElseThrow().progress().frontier()).isEqualTo(sink.upper());
    }
  }
}
