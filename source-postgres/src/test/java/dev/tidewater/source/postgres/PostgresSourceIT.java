package dev.tidewater.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.store.ingest.SourceStatus;
import dev.tidewater.testkit.component.RealPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The source against a real server: what arrives, at which times, and what outlasts a crash. */
@SuppressWarnings("NullAway.Init") // set before each test
class PostgresSourceIT {
  private static final long SEED = 20261122;

  private static RealPostgres upstream;

  @TempDir Path directory;
  private Landing landing;

  @BeforeAll
  static void startUpstream() {
    upstream = RealPostgres.start();
  }

  @AfterAll
  static void stopUpstream() {
    upstream.close();
  }

  @BeforeEach
  void openLanding() {
    upstream.execute(
        "DROP PUBLICATION IF EXISTS everything",
        "DROP SCHEMA public CASCADE",
        "CREATE SCHEMA public",
        "CREATE PUBLICATION everything FOR ALL TABLES");
    landing = new Landing(upstream, directory);
  }

  @AfterEach
  void closeLanding() {
    landing.close();
    PostgresSource.dropSlot(Landing.connection(upstream), landing.slot());
  }

  @Test
  void snapshotAndStreamMeetWithoutGapOrOverlapUnderLoad() {
    TransferLoad.createTables(upstream);
    landing.follow("checking", "savings");
    try (TransferLoad load = TransferLoad.start(upstream, SEED)) {
      landing.start();
      landing.awaitStatus(SourceStatus.Running.class);
      long until = landing.upper() + 1_000;
      landing.await("a second of load", () -> landing.upper() > until);
      assertThat(load.stop()).as("transactions").isGreaterThan(50);
    }
    landing.awaitAgreement("checking", "savings");
  }

  @Test
  void transactionsOverTwoTablesAreSeenWholeAtEveryTime() {
    TransferLoad.createTables(upstream);
    landing.follow("checking", "savings");
    long created = landing.upper();
    try (TransferLoad load = TransferLoad.start(upstream, SEED + 1)) {
      landing.start();
      long until = landing.upper() + 1_500;
      landing.await("more than a second of load", () -> landing.upper() > until);
      load.stop();
    }
    landing.awaitAgreement("checking", "savings");
    SortedSet<Long> times = landing.changeTimes("checking", created);
    assertThat(times).hasSizeGreaterThan(1);
    for (long time : times) {
      assertThat(sum("checking", time) + sum("savings", time))
          .as("at %d", time)
          .isEqualTo(TransferLoad.TOTAL);
    }
  }

  private long sum(String table, long time) {
    return landing.rows(table, time).stream()
        .mapToLong(row -> Long.parseLong(row.split("\\|", -1)[1]))
        .sum();
  }

  @Test
  void losesAndDoublesNothingHoweverOftenItIsKilled() {
    Random random = new Random(SEED);
    TransferLoad.createTables(upstream);
    landing.follow("checking", "savings");
    try (TransferLoad load = TransferLoad.start(upstream, SEED + 2)) {
      for (int i = 0; i < 12; i++) {
        landing.start();
        long until = landing.upper() + random.nextInt(150);
        landing.await("a moment", () -> landing.upper() > until);
        if (random.nextBoolean()) {
          landing.crash();
        } else {
          landing.stop();
        }
      }
      load.stop();
    }
    landing.start();
    landing.awaitAgreement("checking", "savings");
  }

  @Test
  void goesOnAfterUpstreamCrashed() {
    TransferLoad.createTables(upstream);
    landing.follow("checking", "savings");
    landing.start();
    landing.awaitAgreement("checking", "savings");
    upstream.crash();
    landing.awaitStatus(SourceStatus.Stalled.class);
    upstream.startAgain();
    upstream.execute("UPDATE checking SET note = 'after' WHERE id < 10");
    landing.awaitAgreement("checking", "savings");
    assertThat(landing.status()).isInstanceOf(SourceStatus.Running.class);
  }

  @Test
  void truncateEmptiesTheTableAndOnlyIt() {
    TransferLoad.createTables(upstream);
    landing.follow("checking", "savings");
    landing.start();
    landing.awaitAgreement("checking", "savings");
    upstream.execute(
        "UPDATE checking SET note = 'before' WHERE id = 1",
        "BEGIN; INSERT INTO checking VALUES (7777, 1, 'in'); TRUNCATE checking;"
            + " INSERT INTO checking VALUES (8888, 2, 'new'); COMMIT",
        "INSERT INTO checking VALUES (9999, 3, 'later')");
    landing.awaitAgreement("checking", "savings");
    assertThat(landing.rows("checking")).containsExactly("8888|2|new", "9999|3|later");
    assertThat(landing.rows("savings")).hasSize(TransferLoad.ACCOUNTS);
  }

  @Test
  void valuesThatAnUpdateDoesNotTouchAreKeptAlsoIfUpstreamDoesNotSendThem() {
    for (String identity : new String[] {"FULL", "DEFAULT"}) {
      upstream.execute(
          "DROP TABLE IF EXISTS docs",
          "CREATE TABLE docs (id int PRIMARY KEY, n int, body text)",
          "ALTER TABLE docs ALTER body SET STORAGE EXTERNAL",
          "ALTER TABLE docs REPLICA IDENTITY " + identity,
          "INSERT INTO docs VALUES (1, 1, repeat('tide', 10000))");
      landing.follow("docs");
      landing.start();
      landing.awaitAgreement("docs");
      upstream.execute("UPDATE docs SET n = 2", "UPDATE docs SET id = 5", "UPDATE docs SET n = 3");
      landing.await("update", () -> landing.rows("docs").get(0).startsWith("5|3|"));
      landing.awaitAgreement("docs");
      landing.stop();
    }
  }

  @Test
  void oldRowsAreFoundByTheirKeyWhereverTheyAre() {
    upstream.execute(
        "CREATE TABLE keyed (b text, n int, a int, body text, PRIMARY KEY (a, b))",
        "INSERT INTO keyed SELECT 'k' || i, 0, i % 10, 'old' FROM generate_series(1, 1000) i");
    landing.follow("keyed");
    landing.start();
    landing.awaitAgreement("keyed");
    upstream.execute(
        // Twice in one transaction: the second time the row is in memory.
        "BEGIN; UPDATE keyed SET n = 1 WHERE a < 5; UPDATE keyed SET n = 2, a = a + 100 WHERE a < 3;"
            + " DELETE FROM keyed WHERE a = 101; INSERT INTO keyed VALUES ('k1', 7, 101, 'again');"
            + " UPDATE keyed SET n = 8 WHERE a = 101; COMMIT",
        "BEGIN; TRUNCATE keyed; INSERT INTO keyed VALUES ('x', 1, 1, 'new'), ('y', 1, 2, 'new');"
            + " UPDATE keyed SET n = 2 WHERE b = 'x'; DELETE FROM keyed WHERE b = 'y'; COMMIT",
        "UPDATE keyed SET n = 3 WHERE b = 'x'",
        // More than fits in memory, and then changed again in the same transaction.
        "BEGIN; INSERT INTO keyed SELECT 'z', i, i + 10, repeat(md5(i::text), 30)"
            + " FROM generate_series(1, 50000) i; UPDATE keyed SET n = -1 WHERE a % 7 = 0;"
            + " DELETE FROM keyed WHERE a % 3 = 0; COMMIT",
        "UPDATE keyed SET a = a + 1000000 WHERE a % 5 = 0");
    landing.awaitAgreement("keyed");
    assertThat(landing.tableError("keyed")).isNull();
  }

  @Test
  void theReplicaIdentityMayChangeWithinATransaction() {
    TransferLoad.createTables(upstream);
    landing.follow("checking");
    landing.start();
    landing.awaitAgreement("checking");
    upstream.execute(
        "BEGIN; UPDATE checking SET note = 'a' WHERE id < 50;"
            + " ALTER TABLE checking REPLICA IDENTITY DEFAULT;"
            + " UPDATE checking SET note = 'b' WHERE id < 20; UPDATE checking SET id = -id WHERE id < 5;"
            + " ALTER TABLE checking REPLICA IDENTITY FULL; UPDATE checking SET amount = 1 WHERE id < 0;"
            + " ALTER TABLE checking REPLICA IDENTITY DEFAULT; DELETE FROM checking WHERE id < 0; COMMIT");
    landing.awaitAgreement("checking");
    assertThat(landing.tableError("checking")).isNull();
  }

  @Test
  void aTransactionLargerThanMemoryIsSeenWhole() {
    upstream.execute(
        "CREATE TABLE wide (id int PRIMARY KEY, body text)", //
        "ALTER TABLE wide REPLICA IDENTITY FULL");
    landing.follow("wide");
    landing.start();
    landing.awaitStatus(SourceStatus.Running.class);
    int rows = (int) (3 * TickWriter.MAX_BUFFERED_BYTES / 1_000) / 2 * 2;
    upstream.execute(
        "INSERT INTO wide SELECT i, repeat(md5(i::text), 30) FROM generate_series(1, "
            + rows
            + ") i");
    landing.await("rows", () -> !landing.rows("wide").isEmpty());
    assertThat(landing.rows("wide").size()).isEqualTo(rows);
    upstream.execute("DELETE FROM wide WHERE id % 2 = 0");
    landing.await("deletes", () -> landing.rows("wide").size() != rows);
    assertThat(landing.rows("wide").size()).isEqualTo(rows / 2);
  }

  @Test
  void aTableAddedLaterJoinsAtOneTimeWithTheOthers() {
    TransferLoad.createTables(upstream);
    landing.follow("checking");
    landing.start();
    landing.awaitAgreement("checking");
    landing.stop();
    long before = landing.upper();
    try (TransferLoad load = TransferLoad.start(upstream, SEED + 3)) {
      landing.follow("savings");
      landing.start();
      landing.await("savings", () -> !landing.rows("savings").isEmpty());
      long until = landing.upper() + 500;
      landing.await("half a second of load", () -> landing.upper() > until);
      load.stop();
    }
    landing.awaitAgreement("checking", "savings");
    SortedSet<Long> times = landing.changeTimes("savings", before);
    assertThat(times).isNotEmpty();
    for (long time : times) {
      assertThat(sum("checking", time) + sum("savings", time))
          .as("at %d", time)
          .isEqualTo(TransferLoad.TOTAL);
    }
  }

  @Test
  void publishedRowFiltersAndColumnListsHoldForSnapshotAndStream() {
    upstream.execute(
        "CREATE TABLE filtered (id int PRIMARY KEY, secret text, n int)",
        "ALTER TABLE filtered REPLICA IDENTITY FULL",
        "INSERT INTO filtered VALUES (1, 's', 1), (2, 's', -1)",
        "DROP PUBLICATION everything",
        "CREATE PUBLICATION everything FOR TABLE filtered WHERE (n > 0)");
    landing.follow("filtered");
    landing.start();
    landing.await("snapshot", () -> landing.rows("filtered").equals(List.of("1|s|1")));
    upstream.execute(
        "INSERT INTO filtered VALUES (3, 's', 3), (4, 's', -4)",
        "UPDATE filtered SET n = 2 WHERE id = 2",
        "UPDATE filtered SET n = 0 WHERE id = 1");
    landing.await(
        "stream", () -> Landing.sorted(landing.rows("filtered")).equals(List.of("2|s|2", "3|s|3")));
  }
}
