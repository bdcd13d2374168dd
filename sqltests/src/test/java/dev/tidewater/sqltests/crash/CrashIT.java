package dev.tidewater.sqltests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.sink.iceberg.catalog.CatalogConfig;
import dev.tidewater.sink.iceberg.read.TableReader;
import dev.tidewater.sink.iceberg.read.TableSnapshot;
import dev.tidewater.testkit.component.RealPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise of the whole: a real server between a real PostgreSQL under load and Iceberg tables,
 * killed with SIGKILL again and again, also while it commits. Every snapshot that the tables ever
 * had must be the state after some upstream transaction, whole, none missing and none twice; a view
 * over two tables must show both at the same transaction; and in the end the tables must hold what
 * upstream holds.
 */
class CrashIT {
  /** As many as the promise asks for; fewer by {@code -Dcrash.kills} while looking for a fault. */
  private static final int KILLS = Integer.getInteger("crash.kills", 20);

  private static final Duration MAX_LIFE = Duration.ofMillis(3_500);
  private static final Duration MAX_COMMIT = Duration.ofMillis(60);
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration LOOK_EVERY = Duration.ofMillis(2);

  /** Another one for each run, printed, and set by {@code -Dcrash.seed} to see a run again. */
  private static final long SEED = Long.getLong("crash.seed", System.nanoTime());

  @TempDir Path directory;

  private final Random random = new Random(SEED);

  @Test
  void everySnapshotIsTheStateAfterATransactionHoweverOftenTheServerIsKilled() throws SQLException {
    String run = "crash.seed=" + SEED;
    try (RealPostgres upstream = RealPostgres.start();
        LedgerLoad load = LedgerLoad.start(upstream, SEED);
        TidewaterProcess server =
            new TidewaterProcess(directory.resolve("data"), directory.resolve("server.log"))) {
      createObjects(upstream, server);
      int duringCommits = killAgainAndAgain(server);
      int last = load.stop() - 1;
      server.awaitReady();
      awaitFinalState(server, last);
      server.kill();
      assertThat(duringCommits).as("kills while files were written, " + run).isPositive();
      verifySnapshots("ledger_sink", load.replay("ledger"), last, run);
      verifySnapshots("shadow_sink", load.replay("shadow"), last, run);
      verifyPairs("pairs_sink", last, run);
    }
  }

  private static void createObjects(RealPostgres upstream, TidewaterProcess server)
      throws SQLException {
    upstream.execute("CREATE PUBLICATION everything FOR ALL TABLES");
    server.awaitReady();
    server.execute(
        "CREATE SECRET upstream_password AS '" + upstream.password() + "'",
        "CREATE CONNECTION upstream TO POSTGRES (HOST '%s', PORT %d, USER '%s', PASSWORD SECRET upstream_password, DATABASE '%s')"
            .formatted(upstream.host(), upstream.port(), upstream.user(), upstream.database()),
        "CREATE SOURCE upstream_source FROM POSTGRES CONNECTION upstream (PUBLICATION 'everything')"
            + " FOR ALL TABLES",
        "CREATE MATERIALIZED VIEW pairs AS SELECT l.id, l.note AS ledger_note, s.note AS"
            + " shadow_note FROM ledger l JOIN shadow s ON l.id = s.id");
    for (String relation : List.of("ledger", "shadow", "pairs")) {
      server.execute(
          "CREATE SINK %s_to_iceberg FROM %s INTO ICEBERG CATALOG CONNECTION embedded_catalog (NAMESPACE 'public', TABLE '%s_sink') KEY (id) MODE UPSERT WITH (COMMIT INTERVAL '1s')"
              .formatted(relation, relation, relation));
    }
  }

  /** Returns how many of the kills fell while data files were being written or committed. */
  private int killAgainAndAgain(TidewaterProcess server) {
    int duringCommits = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      if (kill % 4 != 3) {
        server.awaitReady();
      } // else while it starts
      LockSupport.parkNanos(upTo(MAX_LIFE).toNanos());
      if (kill % 2 == 1) {
        long before = dataFiles();
        if (await(Duration.ofSeconds(5), () -> dataFiles() > before)) {
          duringCommits++;
          LockSupport.parkNanos(upTo(MAX_COMMIT).toNanos());
        }
      }
      server.kill();
      server.startAgain();
    }
    return duringCommits;
  }

  private Duration upTo(Duration longest) {
    return Duration.ofNanos((long) (random.nextDouble() * longest.toNanos()));
  }

  private long dataFiles() {
    Path warehouse = directory.resolve("data/catalog/warehouse");
    if (!Files.isDirectory(warehouse)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(warehouse)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).count();
    } catch (IOException | UncheckedIOException e) {
      return 0; // A file went while we looked.
    }
  }

  private void awaitFinalState(TidewaterProcess server, int last) {
    for (String table : List.of("ledger_sink", "shadow_sink", "pairs_sink")) {
      boolean arrived =
          await(
              LIMIT,
              () -> {
                if (!TableReader.exists(catalog(), "public", table)) {
                  return false;
                }
                try (TableReader reader = open(table)) {
                  return marker(reader.rows()).equals(Integer.toString(last));
                }
              });
      assertThat(arrived)
          .as("transaction %d arrives in %s, crash.seed=%d; %s", last, table, SEED, server.output())
          .isTrue();
    }
  }

  private void verifySnapshots(String table, LedgerLoad.Replay replay, int last, String run) {
    try (TableReader reader = open(table)) {
      int before = -1;
      int number = -1;
      for (TableSnapshot snapshot : reader.snapshots()) {
        List<List<@Nullable Object>> rows = reader.rowsAt(snapshot.snapshotId());
        if (rows.isEmpty() && before < 0) {
          continue; // before upstream was copied
        }
        number = Integer.parseInt(marker(rows));
        assertThat(number).as("%s, %s, %s", table, snapshot, run).isGreaterThan(before);
        assertThat(texts(rows))
            .as("%s after transaction %d, %s, %s", table, number, snapshot, run)
            .isEqualTo(replay.after(number));
        before = number;
      }
      assertThat(number).isEqualTo(last);
    }
  }

  private void verifyPairs(String table, int last, String run) {
    try (TableReader reader = open(table)) {
      String number = "";
      for (TableSnapshot snapshot : reader.snapshots()) {
        List<List<@Nullable Object>> rows = reader.rowsAt(snapshot.snapshotId());
        if (rows.isEmpty() && number.isEmpty()) {
          continue; // before upstream was copied
        }
        number = marker(rows);
        assertThat(texts(rows))
            .as("both tables at one transaction, %s, %s", snapshot, run)
            .contains("0|" + number + "|" + number);
      }
      assertThat(number).isEqualTo(Integer.toString(last));
    }
  }

  private TableReader open(String table) {
    return TableReader.open(catalog(), "public", table);
  }

  private CatalogConfig catalog() {
    return new CatalogConfig.Embedded(directory.resolve("data/catalog"));
  }

  /** The number that stands in the row with id 0; empty before there is one. */
  private static String marker(List<List<@Nullable Object>> rows) {
    return rows.stream()
        .filter(row -> Long.valueOf(0).equals(row.get(0)))
        .map(row -> String.valueOf(row.get(row.size() - 1)))
        .findFirst()
        .orElse("");
  }

  private static List<String> texts(List<List<@Nullable Object>> rows) {
    return rows.stream()
        .map(row -> row.stream().map(String::valueOf).collect(Collectors.joining("|")))
        .sorted()
        .toList();
  }

  private static boolean await(Duration limit, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
    return true;
  }
}
