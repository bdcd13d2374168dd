package dev.tidewater.sqltests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.sink.iceberg.catalog.CatalogConfig;
import dev.tidewater.sink.iceberg.read.TableReader;
import dev.tidewater.sink.iceberg.read.TableSnapshot;
import dev.tidewater.testkit.component.RealPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
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
 * had must be the relation at the frontier written in it, and the state after some upstream
 * transaction, whole, none missing and none twice; a view over two tables must show both at the
 * same transaction; and in the end the tables must hold what upstream holds.
 */
class CrashIT {
  /** As many as the promise asks for; fewer by {@code -Dcrash.kills} while looking for a fault. */
  private static final int KILLS = Integer.getInteger("crash.kills", 20);

  private static final Duration MAX_LIFE = Duration.ofMillis(3_500);
  private static final Duration MAX_COMMIT = Duration.ofMillis(200);

  /** On a busy machine a server that was just started takes its time. */
  private static final Duration COMMIT_LIMIT = Duration.ofSeconds(20);

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration LOOK_EVERY = Duration.ofMillis(10);
  private static final Duration LOOK_AT_TABLE_EVERY = Duration.ofMillis(200);

  /** When the server is killed; a random while later, that is. The one follows the other. */
  private enum Moment {
    WORKING,
    COMMITTING,
    /** Once some commits have come through, so that the run gets on. */
    COMMITTED,
    STARTING
  }

  /** Another one for each run, printed, and set by {@code -Dcrash.seed} to see a run again. */
  private static final long SEED = Long.getLong("crash.seed", System.nanoTime());

  private static final String RUN = "crash.seed=" + SEED;

  /** Each has a sink of its name. */
  private static final List<String> RELATIONS = List.of("ledger", "shadow", "pairs");

  /** The third relation's history is compacted all the while, as it is in life. */
  private static final List<String> WITH_HISTORY = List.of("ledger", "pairs");

  @TempDir Path directory;

  private final Random random = new Random(SEED);

  /** Files that kills left behind before a commit had taken them in. */
  private final Set<Path> stranded = new HashSet<>();

  private int killsDuringCommit;
  private int snapshotsAtFrontier;
  private int snapshotsAtTransaction;
  private int snapshotsNoLongerReadable;

  @Test
  void everySnapshotIsTheRelationAtItsFrontierHoweverOftenTheServerIsKilled() throws SQLException {
    try (RealPostgres upstream = RealPostgres.start();
        LedgerLoad load = LedgerLoad.start(upstream, SEED);
        TidewaterProcess server = new TidewaterProcess(data(), directory.resolve("server.log"))) {
      createRelations(upstream, server);
      keepHistory(server);
      createSinks(server);
      killAgainAndAgain(server);
      int last = load.stop() - 1;
      server.awaitReady();
      awaitFinalState(server, last);
      server.kill();
      try (StoredRelations stored = StoredRelations.open(data())) {
        for (String relation : RELATIONS) {
          verifyFrontiers(relation, stored);
        }
      }
      verifyTransactions("ledger", load.replay("ledger"), last);
      verifyTransactions("shadow", load.replay("shadow"), last);
      verifyPairs(last);
      report(last);
    }
    assertThat(killsDuringCommit).as("kills between files and commit, " + RUN).isPositive();
  }

  private Path data() {
    return directory.resolve("data");
  }

  private static void createRelations(RealPostgres upstream, TidewaterProcess server)
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
  }

  /** Before there is a sink, so that every snapshot can be held against the relation. */
  private void keepHistory(TidewaterProcess server) {
    server.kill();
    try (StoredRelations stored = StoredRelations.open(data())) {
      WITH_HISTORY.forEach(stored::keepHistoryOf);
    }
    server.startAgain();
    server.awaitReady();
  }

  private static void createSinks(TidewaterProcess server) throws SQLException {
    for (String relation : RELATIONS) {
      server.execute(
          "CREATE SINK %s_to_iceberg FROM %s INTO ICEBERG CATALOG CONNECTION embedded_catalog (NAMESPACE 'public', TABLE '%s_sink') KEY (id) MODE UPSERT WITH (COMMIT INTERVAL '1s')"
              .formatted(relation, relation, relation));
    }
  }

  private void killAgainAndAgain(TidewaterProcess server) {
    Moment[] moments = Moment.values();
    for (int kill = 0; kill < KILLS; kill++) {
      await(moments[kill % moments.length], server);
      server.kill();
      countStranded();
      server.startAgain();
    }
  }

  private void await(Moment moment, TidewaterProcess server) {
    switch (moment) {
      case WORKING -> {
        server.awaitReady();
        pause(MAX_LIFE);
      }
      case COMMITTING -> {
        server.awaitReady();
        int before = files().size();
        await(COMMIT_LIMIT, LOOK_EVERY, () -> files().size() > before);
        pause(MAX_COMMIT);
      }
      case COMMITTED -> {
        server.awaitReady();
        long before = snapshots();
        await(COMMIT_LIMIT, LOOK_AT_TABLE_EVERY, () -> snapshots() > before + 1);
        pause(MAX_LIFE);
      }
      case STARTING -> pause(MAX_LIFE);
    }
  }

  private void pause(Duration longest) {
    LockSupport.parkNanos((long) (random.nextDouble() * longest.toNanos()));
  }

  private long snapshots() {
    long count = 0;
    for (String relation : RELATIONS) {
      if (TableReader.exists(catalog(), "public", relation + "_sink")) {
        try (TableReader reader = open(relation)) {
          count += reader.snapshots().size();
        }
      }
    }
    return count;
  }

  /** A file that no snapshot knows was written for a commit that the kill prevented. */
  private void countStranded() {
    Set<Path> unknown = files();
    for (String relation : RELATIONS) {
      if (TableReader.exists(catalog(), "public", relation + "_sink")) {
        try (TableReader reader = open(relation)) {
          reader.committedFiles().forEach(file -> unknown.remove(path(file)));
        }
      }
    }
    if (stranded.addAll(unknown)) {
      killsDuringCommit++;
    }
  }

  private static Path path(String location) {
    return location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
  }

  /** Data files and files of deletions, whoever knows them. */
  private Set<Path> files() {
    Path warehouse = data().resolve("catalog/warehouse");
    if (!Files.isDirectory(warehouse)) {
      return new HashSet<>();
    }
    try (Stream<Path> files = Files.walk(warehouse)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(parquet|puffin)"))
          .collect(Collectors.toCollection(HashSet::new));
    } catch (IOException | UncheckedIOException e) {
      return new HashSet<>(); // A file went while we looked.
    }
  }

  private void awaitFinalState(TidewaterProcess server, int last) {
    for (String relation : RELATIONS) {
      boolean arrived =
          await(
              LIMIT,
              LOOK_AT_TABLE_EVERY,
              () -> {
                if (!TableReader.exists(catalog(), "public", relation + "_sink")) {
                  return false;
                }
                try (TableReader reader = open(relation)) {
                  return marker(reader.rows()).equals(Integer.toString(last));
                }
              });
      assertThat(arrived)
          .as("transaction %d arrives in %s, %s; %s", last, relation, RUN, server.output())
          .isTrue();
    }
  }

  /** Each snapshot against the relation itself, as far as that can still be read. */
  private void verifyFrontiers(String relation, StoredRelations stored) {
    try (TableReader reader = open(relation)) {
      List<TableSnapshot> snapshots = reader.snapshots();
      for (TableSnapshot snapshot : snapshots) {
        long frontier = snapshot.frontier().orElseThrow();
        Optional<List<String>> expected = stored.rowsAtFrontier(relation, frontier);
        if (expected.isEmpty()) {
          snapshotsNoLongerReadable++;
          assertThat(WITH_HISTORY.contains(relation) || snapshot.equals(last(snapshots)))
              .as("%s must still be readable at %d, %s", relation, frontier, RUN)
              .isFalse();
          continue;
        }
        assertThat(texts(reader.rowsAt(snapshot.snapshotId())))
            .as("%s at frontier %d, %s, %s", relation, frontier, snapshot, RUN)
            .isEqualTo(expected.get());
        snapshotsAtFrontier++;
      }
    }
  }

  private static TableSnapshot last(List<TableSnapshot> snapshots) {
    return snapshots.get(snapshots.size() - 1);
  }

  /** Each snapshot against what upstream held after the transaction that the snapshot names. */
  private void verifyTransactions(String relation, LedgerLoad.Replay replay, int last) {
    try (TableReader reader = open(relation)) {
      int before = -1;
      for (TableSnapshot snapshot : reader.snapshots()) {
        List<List<@Nullable Object>> rows = reader.rowsAt(snapshot.snapshotId());
        if (rows.isEmpty() && before < 0) {
          continue; // before upstream was copied
        }
        int number = Integer.parseInt(marker(rows));
        assertThat(number).as("%s, %s, %s", relation, snapshot, RUN).isGreaterThan(before);
        assertThat(texts(rows))
            .as("%s after transaction %d, %s, %s", relation, number, snapshot, RUN)
            .isEqualTo(replay.after(number));
        before = number;
        snapshotsAtTransaction++;
      }
      assertThat(before).isEqualTo(last);
    }
  }

  private void verifyPairs(int last) {
    try (TableReader reader = open("pairs")) {
      String number = "";
      for (TableSnapshot snapshot : reader.snapshots()) {
        List<List<@Nullable Object>> rows = reader.rowsAt(snapshot.snapshotId());
        if (rows.isEmpty() && number.isEmpty()) {
          continue; // before upstream was copied
        }
        number = marker(rows);
        assertThat(texts(rows))
            .as("both tables at one transaction, %s, %s", snapshot, RUN)
            .contains("0|" + number + "|" + number);
        snapshotsAtTransaction++;
      }
      assertThat(number).isEqualTo(Integer.toString(last));
    }
  }

  @SuppressWarnings("SystemOut") // What the run has shown; a test that passes tells nothing else.
  private void report(int last) {
    System.out.printf(
        Locale.ROOT,
        "%s: %d kills, %d of them between a commit's files and the commit; %d upstream"
            + " transactions; %d snapshots equal the relation at their frontier (%d more no longer"
            + " readable there), %d equal upstream after a whole transaction%n",
        RUN,
        KILLS,
        killsDuringCommit,
        last,
        snapshotsAtFrontier,
        snapshotsNoLongerReadable,
        snapshotsAtTransaction);
  }

  private TableReader open(String relation) {
    return TableReader.open(catalog(), "public", relation + "_sink");
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

  private static boolean await(Duration limit, Duration every, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      LockSupport.parkNanos(every.toNanos());
    }
    return true;
  }
}
