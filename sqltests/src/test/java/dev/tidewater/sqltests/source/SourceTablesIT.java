package dev.tidewater.sqltests.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.server.instance.ServerOptions;
import dev.tidewater.server.instance.TidewaterServer;
import dev.tidewater.testkit.component.RealPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Which tables and columns of a source are taken. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SourceTablesIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private Path directory;
  private RealPostgres upstream;
  private TidewaterServer server;

  @BeforeAll
  void start(@TempDir Path temporary) throws SQLException {
    directory = temporary;
    upstream = RealPostgres.start();
    upstream.execute(
        "CREATE TYPE mood AS ENUM ('calm', 'wild')",
        "CREATE TABLE boats (id int PRIMARY KEY, name text)",
        "CREATE TABLE seas (id int PRIMARY KEY, state mood NOT NULL, place point)",
        "INSERT INTO boats VALUES (1, 'Dory')",
        "INSERT INTO seas VALUES (1, 'calm', '(1,2)')",
        "CREATE PUBLICATION p FOR ALL TABLES");
    server = startServer();
    execute(
        "CREATE SECRET password AS '" + upstream.password() + "'",
        "CREATE CONNECTION pg TO POSTGRES (HOST '%s', PORT %d, USER '%s', PASSWORD SECRET password, DATABASE '%s')"
            .formatted(upstream.host(), upstream.port(), upstream.user(), upstream.database()));
  }

  @AfterAll
  void stop() {
    server.close();
    upstream.close();
  }

  @Test
  void aTableThatIsNotWantedMayHaveAnyTypes() throws SQLException {
    execute(
        "CREATE SOURCE only_boats FROM POSTGRES CONNECTION pg (PUBLICATION 'p') FOR TABLES (boats)");
    awaitRows("SELECT * FROM boats", "1|Dory");
    assertThatThrownBy(
            () ->
                execute(
                    "CREATE SOURCE everything FROM POSTGRES CONNECTION pg (PUBLICATION 'p') FOR ALL TABLES"))
        .hasMessageContaining("column state of table public.seas has type mood")
        .hasMessageContaining("TEXT COLUMNS");
  }

  @Test
  void columnsOfASourceAreTakenAsTextOrLeftOut() throws SQLException {
    execute(
        "CREATE SOURCE all_seas FROM POSTGRES CONNECTION pg (PUBLICATION 'p', TEXT COLUMNS (public.seas.state), EXCLUDE COLUMNS (seas.place)) FOR TABLES (seas AS source_seas)");
    awaitRows("SELECT * FROM source_seas", "1|calm");
    upstream.execute("INSERT INTO seas VALUES (2, 'wild', NULL)");
    awaitRows("SELECT * FROM source_seas ORDER BY id", "1|calm", "2|wild");
    server.close();
    server = startServer();
    upstream.execute("DELETE FROM seas WHERE id = 2");
    awaitRows("SELECT * FROM source_seas ORDER BY id", "1|calm");
    assertThatThrownBy(
            () ->
                execute(
                    "CREATE SOURCE typo FROM POSTGRES CONNECTION pg (PUBLICATION 'p', TEXT COLUMNS (ponds.state)) FOR TABLES (boats AS typo_boats)"))
        .hasMessageContaining("column \"ponds.state\" is in none of the tables");
  }

  @Test
  void columnsOfATableAreTakenAsTextOrLeftOut() throws SQLException {
    execute(
        "CREATE SOURCE later FROM POSTGRES CONNECTION pg (PUBLICATION 'p')",
        "CREATE TABLE later_seas FROM SOURCE later (REFERENCE public.seas) WITH (TEXT COLUMNS (state, place))");
    awaitRows("SELECT * FROM later_seas WHERE id = 1", "1|calm|(1,2)");
    assertThatThrownBy(() -> execute("CREATE TABLE again FROM SOURCE later (REFERENCE seas)"))
        .hasMessageContaining("not supported");
  }

  @Test
  void aTableOfARunningLoadGeneratorBeginsWithAllItsRows() throws SQLException {
    execute(
        "CREATE SOURCE house FROM LOAD GENERATOR AUCTION (TICK INTERVAL '50ms', AS OF 500)",
        "CREATE TABLE house_auctions FROM SOURCE house (REFERENCE auctions)");
    awaitRows("SELECT count(*) > 50 FROM house_auctions", "t");
    execute("CREATE TABLE house_bids FROM SOURCE house (REFERENCE bids)");
    awaitRows("SELECT count(*) > 300 FROM house_bids", "t");
    assertThat(
            rows(
                "SELECT count(*) FROM house_auctions a WHERE id < (SELECT max(id) FROM house_auctions) AND NOT EXISTS (SELECT 1 FROM house_bids b WHERE b.auction_id = a.id)"))
        .as("auctions without bids, but for the newest")
        .containsExactly("0");
  }

  private TidewaterServer startServer() {
    return TidewaterServer.start(ServerOptions.inDirectory(directory));
  }

  private void awaitRows(String sql, String... expected) throws SQLException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!rows(sql).equals(List.of(expected)) && System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
    assertThat(rows(sql)).as(sql).containsExactly(expected);
  }

  private List<String> rows(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          values.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join("|", values));
      }
      return rows;
    }
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + server.sqlPort() + "/tidewater?user=tidewater");
  }
}
