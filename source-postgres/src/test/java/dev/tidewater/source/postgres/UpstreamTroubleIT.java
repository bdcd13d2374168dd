package dev.tidewater.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.source.postgres.PostgresConnection.SslMode;
import dev.tidewater.store.ingest.SourceStatus;
import dev.tidewater.testkit.component.RealPostgres;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TidewaterException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong upstream is said clearly, hits only what it concerns, and loses nothing. */
@SuppressWarnings("NullAway.Init") // set before each test
class UpstreamTroubleIT {
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
        "CREATE PUBLICATION everything FOR ALL TABLES",
        "CREATE TABLE good (id int PRIMARY KEY, v text)",
        "CREATE TABLE bad (id int PRIMARY KEY, v text, w int NOT NULL)",
        "ALTER TABLE good REPLICA IDENTITY FULL",
        "ALTER TABLE bad REPLICA IDENTITY FULL",
        "INSERT INTO good VALUES (1, 'a')",
        "INSERT INTO bad VALUES (1, 'a', 1)");
    landing = new Landing(upstream, directory);
  }

  @AfterEach
  void closeLanding() {
    landing.close();
    PostgresSource.dropSlot(Landing.connection(upstream), landing.slot());
  }

  private void followBoth() {
    landing.follow("good", "bad");
    landing.start();
    landing.awaitAgreement("good", "bad");
  }

  private TidewaterException awaitTableError(String table) {
    landing.await("error of " + table, () -> landing.tableError(table) != null);
    return Objects.requireNonNull(landing.tableError(table));
  }

  private void requireGoodGoesOn() {
    upstream.execute("INSERT INTO good SELECT max(id) + 1, 'more' FROM good");
    landing.awaitAgreement("good");
    assertThat(landing.status()).isInstanceOf(SourceStatus.Running.class);
  }

  @Test
  void aDroppedColumnStopsOnlyItsTableAlsoAfterARestart() {
    followBoth();
    upstream.execute("ALTER TABLE bad DROP COLUMN v", "INSERT INTO bad VALUES (2, 2)");
    String message = "column v of table public.bad was dropped, renamed or unpublished upstream";
    assertThat(awaitTableError("bad")).hasMessage(message);
    requireGoodGoesOn();
    assertThat(landing.rows("bad")).containsExactly("1|a|1");
    landing.crash();
    landing.forgetTableErrors();
    landing.start();
    assertThat(awaitTableError("bad")).hasMessage(message);
    upstream.execute("INSERT INTO bad VALUES (3, 3)");
    requireGoodGoesOn();
    assertThat(landing.rows("bad")).containsExactly("1|a|1");
  }

  @Test
  void aTransactionThatBreaksATableLeavesNothingOfItselfThere() {
    followBoth();
    upstream.execute(
        "BEGIN; INSERT INTO bad VALUES (2, 'b', 2); INSERT INTO good VALUES (2, 'b');"
            + " ALTER TABLE bad ALTER w TYPE bigint; INSERT INTO bad VALUES (3, 'c', 3); COMMIT");
    assertThat(awaitTableError("bad"))
        .hasMessage(
            "column w of table public.bad changed its type upstream from integer to bigint");
    requireGoodGoesOn();
    assertThat(landing.rows("bad")).containsExactly("1|a|1");
    assertThat(landing.rows("good")).contains("2|b");
  }

  @Test
  void anAddedColumnIsLeftOut() {
    followBoth();
    upstream.execute(
        "ALTER TABLE bad ADD COLUMN extra int DEFAULT 7", "INSERT INTO bad VALUES (2, 'b', 2, 8)");
    landing.await("row", () -> landing.rows("bad").size() == 2);
    assertThat(Landing.sorted(landing.rows("bad"))).containsExactly("1|a|1", "2|b|2");
    assertThat(landing.tableError("bad")).isNull();
  }

  @Test
  void aNullWhereNoneWasPromisedStopsItsTable() {
    followBoth();
    upstream.execute(
        "ALTER TABLE bad ALTER w DROP NOT NULL", "INSERT INTO bad VALUES (2, 'b', NULL)");
    assertThat(awaitTableError("bad").getMessage()).contains("column w of table public.bad");
    requireGoodGoesOn();
  }

  @Test
  void aDroppedPrimaryKeyStopsItsTable() {
    followBoth();
    upstream.execute(
        "ALTER TABLE bad DROP CONSTRAINT bad_pkey", "INSERT INTO bad VALUES (1, 'twin', 1)");
    assertThat(awaitTableError("bad").getMessage()).contains("table public.bad");
    requireGoodGoesOn();
    assertThat(landing.rows("bad")).containsExactly("1|a|1");
  }

  @Test
  void aTableWhoseOldRowsAreNotSentIsRefusedWithTheStatementThatHelps() {
    upstream.execute("ALTER TABLE bad REPLICA IDENTITY NOTHING");
    landing.follow("good", "bad");
    landing.start();
    landing.awaitAgreement("good");
    TidewaterException error = awaitTableError("bad");
    assertThat(error)
        .hasMessage("table public.bad needs a primary key or REPLICA IDENTITY FULL upstream");
    assertThat(error.hint()).contains("ALTER TABLE public.bad REPLICA IDENTITY FULL");
    requireGoodGoesOn();
  }

  @Test
  void aTableMadeAnewUnderItsOldNameIsNotTakenForTheOldOne() {
    followBoth();
    landing.stop();
    upstream.execute(
        "DROP TABLE bad",
        "CREATE TABLE bad (id int PRIMARY KEY, v text, w int NOT NULL)",
        "ALTER TABLE bad REPLICA IDENTITY FULL");
    landing.start();
    assertThat(awaitTableError("bad"))
        .hasMessage("table public.bad was dropped upstream and made anew");
    requireGoodGoesOn();
  }

  @Test
  void aRenamedTableGoesOnAlsoAfterARestart() {
    followBoth();
    upstream.execute("ALTER TABLE bad RENAME TO renamed", "INSERT INTO renamed VALUES (2, 'b', 2)");
    landing.await("row", () -> landing.rows("bad").size() == 2);
    landing.stop();
    upstream.execute("INSERT INTO renamed VALUES (3, 'c', 3)");
    landing.start();
    landing.await("row", () -> landing.rows("bad").size() == 3);
    assertThat(landing.tableError("bad")).isNull();
  }

  @Test
  void upstreamForgetsOnlyWhatIsDurableHere() {
    GatedStore[] gate = new GatedStore[1];
    landing.wrapStore(store -> gate[0] = new GatedStore(store));
    followBoth();
    gate[0].shut();
    upstream.execute("INSERT INTO good VALUES (2, 'not durable yet')");
    String written = upstream.query("SELECT pg_current_wal_lsn()").get(0);
    gate[0].awaitBlockedAppend();
    assertThat(upstream.query(behind(written))).as("the append has not ended").containsExactly("t");
    gate[0].open();
    landing.awaitAgreement("good");
    landing.await("acknowledgement", () -> upstream.query(behind(written)).equals(List.of("f")));
  }

  private String behind(String lsn) {
    return "SELECT confirmed_flush_lsn < '%s' FROM pg_replication_slots WHERE slot_name = '%s'"
        .formatted(lsn, landing.slot());
  }

  @Test
  void aDroppedSlotStopsTheSourceForGood() {
    followBoth();
    landing.stop();
    PostgresSource.dropSlot(Landing.connection(upstream), landing.slot());
    landing.start();
    assertThat(awaitFailure().getMessage()).contains("was dropped upstream");
  }

  @Test
  void aSlotThatSomeoneElseAdvancedStopsTheSourceForGood() {
    followBoth();
    landing.stop();
    upstream.execute("INSERT INTO good VALUES (2, 'never to be seen')");
    upstream.query(
        "SELECT pg_replication_slot_advance('" + landing.slot() + "', pg_current_wal_lsn())");
    landing.start();
    assertThat(awaitFailure().getMessage()).contains("was advanced by someone else");
  }

  private TidewaterException awaitFailure() {
    landing.awaitStatus(SourceStatus.Failed.class);
    return ((SourceStatus.Failed) landing.status()).cause();
  }

  @Test
  void aMissingPublicationIsAStallThatEndsWhenItIsThere() {
    landing.follow("good");
    upstream.execute("DROP PUBLICATION everything");
    landing.start();
    landing.awaitStatus(SourceStatus.Stalled.class);
    TidewaterException cause = ((SourceStatus.Stalled) landing.status()).cause();
    assertThat(cause).hasMessage("publication everything does not exist upstream");
    upstream.execute("CREATE PUBLICATION everything FOR ALL TABLES");
    landing.awaitAgreement("good");
  }

  @Test
  void validationSaysWhatIsWrong() {
    PostgresConnection right = Landing.connection(upstream);
    PostgresCatalog.validate(right);
    assertRefused(
        new PostgresConnection(
            right.host(), right.port(), right.user(), "wrong", right.database(), SslMode.PREFER),
        ErrorCode.INVALID_PASSWORD);
    assertRefused(
        new PostgresConnection(
            right.host(), 1, right.user(), "wrong", right.database(), SslMode.PREFER),
        ErrorCode.CONNECTION_FAILURE);
    assertRefused(
        new PostgresConnection(
            "no-such-host.invalid", 5432, "u", "p", right.database(), SslMode.PREFER),
        ErrorCode.CONNECTION_FAILURE);
    assertRefused(
        new PostgresConnection(
            right.host(), right.port(), right.user(), right.password(), "no", SslMode.PREFER),
        ErrorCode.INVALID_CATALOG_NAME);
    upstream.execute("CREATE ROLE plain LOGIN PASSWORD 'plain'");
    assertRefused(
        new PostgresConnection(
            right.host(), right.port(), "plain", "plain", right.database(), SslMode.PREFER),
        ErrorCode.INSUFFICIENT_PRIVILEGE);
    upstream.execute("DROP ROLE plain");
  }

  @Test
  void validationTellsHowToSwitchLogicalReplicationOn() {
    try (RealPostgres plain = RealPostgres.start(Map.of("wal_level", "replica"))) {
      assertThatThrownBy(() -> PostgresCatalog.validate(Landing.connection(plain)))
          .isInstanceOfSatisfying(
              TidewaterException.class,
              error -> {
                assertThat(error.detail()).isEqualTo("wal_level is replica.");
                assertThat(error.hint()).contains("ALTER SYSTEM SET wal_level = logical");
              });
    }
  }

  private static void assertRefused(PostgresConnection connection, ErrorCode code) {
    assertThatThrownBy(() -> PostgresCatalog.validate(connection))
        .isInstanceOfSatisfying(
            TidewaterException.class, error -> assertThat(error.code()).isEqualTo(code));
  }

  @Test
  void aPublicationThatLeavesChangesOutIsRefused() {
    upstream.execute("ALTER PUBLICATION everything SET (publish = 'insert, update')");
    assertThatThrownBy(
            () -> PostgresCatalog.tables(Landing.connection(upstream), Landing.PUBLICATION))
        .isInstanceOfSatisfying(
            TidewaterException.class,
            error -> {
              assertThat(error)
                  .hasMessage("publication everything leaves out some kinds of changes");
              assertThat(error.hint()).contains("'insert, update, delete, truncate'");
            });
  }

  @Test
  void aTypeWithoutCounterpartIsRefusedUnlessTakenAsText() {
    upstream.execute(
        "CREATE TYPE mood AS ENUM ('calm', 'stormy')",
        "CREATE TABLE sea (id int PRIMARY KEY, mood mood)");
    UpstreamTable sea =
        PostgresCatalog.tables(Landing.connection(upstream), Landing.PUBLICATION).stream()
            .filter(table -> table.name().equals("sea"))
            .findFirst()
            .orElseThrow();
    assertThatThrownBy(() -> sea.relation(ColumnChoice.AS_THEY_ARE))
        .isInstanceOf(TidewaterException.class)
        .hasMessage("column mood of table public.sea has type mood, which is not supported");
    assertThat(sea.relation(new ColumnChoice(Set.of("mood"), Set.of())).column(1).type())
        .isEqualTo(ScalarType.TEXT);
    assertThatThrownBy(() -> sea.relation(new ColumnChoice(Set.of("mood", "wind"), Set.of())))
        .hasMessage("table public.sea has no published column wind");
  }
}
