package dev.tidewater.sqltests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.server.instance.ServerOptions;
import dev.tidewater.server.instance.TidewaterServer;
import dev.tidewater.testkit.component.RealPostgres;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.util.PGInterval;

/**
 * Asks random queries four ways, which must agree: PostgreSQL, here at once, here as a materialized
 * view that follows changes, and that view after a restart.
 */
class QueryFuzzIT {
  /** Set by {@code -Dfuzz.seed} to explore; the same in every run of the gate. */
  private static final long SEED = Long.getLong("fuzz.seed", 20261122L);

  private static final int QUERIES = Integer.getInteger("fuzz.queries", 80);
  private static final int ROUNDS_OF_CHANGES = 3;

  /** Below it the generator would have drifted away from what is supported. */
  private static final double LEAST_SHARE_ANSWERED = 0.7;

  /** Of all queries, one of so many may fail by its data. */
  private static final int EVERY_MAY_FAIL = 12;

  /** Joins without conditions would fill the time and show nothing. */
  private static final int MOST_ROWS = 1_000;

  private static final int MOST_SECONDS = 20;

  /** What every run has to reach, by at least one query that is maintained. */
  private static final List<String> FEATURES =
      List.of(
          "all",
          "any",
          "cross join",
          "distinct on",
          "error",
          "except",
          "except all",
          "exists",
          "full join",
          "grouping sets",
          "in (",
          "intersect",
          "intersect all",
          "join",
          "lateral",
          "left join",
          "not in (",
          "right join",
          "scalar sub-query",
          "union",
          "union all",
          "window");

  private static final int LEAST_QUERIES_OF_FEATURE = 1;

  private static final String NOT_SUPPORTED = "0A000";

  @TempDir Path directory;

  private final Random random = new Random(SEED);
  private final RandomData data = new RandomData(random);

  /** Those that both sides answer, by the name of their materialized view. */
  private final Map<String, String> views = new LinkedHashMap<>();

  private final Map<String, Integer> reached = new TreeMap<>();
  private final List<String> disagreements = new ArrayList<>();
  private int errorsCompared;
  private int refusedUpstream;
  private final Map<String, Integer> unsupported = new TreeMap<>();
  private int comparisons;
  private int rowsCompared;

  @Test
  void oneOffMaintainedAndRestartedAnswersAreThoseOfPostgres() throws SQLException {
    try (RealPostgres postgres = RealPostgres.start();
        Connection theirs = postgres.connect()) {
      List<String> statements = new ArrayList<>(RandomData.tables());
      statements.addAll(data.fill());
      try (TidewaterServer server = startServer();
          Connection ours = connect(server)) {
        executeOnBoth(statements, ours, theirs);
        createViews(ours, theirs);
        for (int round = 0; round < ROUNDS_OF_CHANGES; round++) {
          executeOnBoth(data.changes(), ours, theirs);
          compareViews("after change " + round, ours, theirs);
        }
      }
      try (TidewaterServer server = startServer();
          Connection ours = connect(server)) {
        compareViews("after a restart", ours, theirs);
        executeOnBoth(data.changes(), ours, theirs);
        compareViews("changed after a restart", ours, theirs);
      }
    }
    report();
    assertThat(disagreements).as("fuzz.seed=" + SEED).isEmpty();
    for (String feature : FEATURES) {
      assertThat(reached.getOrDefault(feature, 0))
          .as("fuzz.seed=" + SEED + " queries with " + feature)
          .isGreaterThanOrEqualTo(LEAST_QUERIES_OF_FEATURE);
    }
    assertThat(errorsCompared).as("fuzz.seed=" + SEED + " errors").isPositive();
    assertThat(views.size()).isGreaterThan((int) (QUERIES * LEAST_SHARE_ANSWERED));
  }

  private void createViews(Connection ours, Connection theirs) throws SQLException {
    RandomQuery queries = new RandomQuery(random);
    for (int i = 0; views.size() < QUERIES && i < 2 * QUERIES; i++) {
      boolean mayFail = i % EVERY_MAY_FAIL == 0;
      String sql = mayFail ? queries.nextThatMayFail() : queries.next();
      String expected = answer(theirs, sql);
      boolean useless = expected.startsWith("ERROR") && !mayFail;
      if (useless || expected.lines().count() > MOST_ROWS) {
        refusedUpstream++;
        continue;
      }
      String answer = answer(ours, sql);
      if (answer.startsWith("ERROR " + NOT_SUPPORTED)) {
        unsupported.merge(answer, 1, Integer::sum);
        continue;
      }
      compare("at once", sql, expected, answer);
      String view = "m" + i;
      try (Statement statement = ours.createStatement()) {
        statement.execute("CREATE MATERIALIZED VIEW " + view + " AS " + sql);
        views.put(view, sql);
        queries.features().forEach(feature -> reached.merge(feature, 1, Integer::sum));
      } catch (SQLException e) {
        disagreements.add("not maintained: " + e.getMessage() + "\n  " + sql);
      }
    }
    compareViews("at first", ours, theirs);
  }

  private void compareViews(String when, Connection ours, Connection theirs) {
    views.forEach(
        (view, sql) -> {
          String expected = answer(theirs, sql);
          compare("maintained, " + when, sql, expected, answer(ours, "SELECT * FROM " + view));
          compare("at once, " + when, sql, expected, answer(ours, sql));
        });
  }

  private void compare(String how, String sql, String expected, String actual) {
    comparisons++;
    rowsCompared += (int) expected.lines().count();
    errorsCompared += expected.startsWith("ERROR") ? 1 : 0;
    if (!actual.equals(expected)) {
      disagreements.add(
          "%s: %s%n  PostgreSQL: %s%n  Tidewater:  %s"
              .formatted(how, sql, expected.replace("\n", " ; "), actual.replace("\n", " ; ")));
    }
  }

  /** The rows, sorted and one a line, or how it failed. */
  private static String answer(Connection connection, String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet result = executeQuery(statement, sql)) {
      List<String> rows = new ArrayList<>();
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          if (result.getMetaData().getColumnType(i) == Types.NUMERIC) {
            values.add(plain(result.getBigDecimal(i)));
          } else if (result.getObject(i) instanceof PGInterval interval) {
            values.add(length(interval));
          } else {
            values.add(String.valueOf(result.getString(i)));
          }
        }
        rows.add(String.join("|", values));
      }
      rows.sort(null);
      return String.join("\n", rows);
    } catch (SQLException e) {
      // Of several rows that fail any may be named.
      return "ERROR " + e.getSQLState();
    }
  }

  private static ResultSet executeQuery(Statement statement, String sql) throws SQLException {
    statement.setQueryTimeout(MOST_SECONDS);
    return statement.executeQuery(sql);
  }

  /** Of equal numbers DISTINCT and GROUP BY may show any, with or without zeros at the end. */
  private static String plain(@Nullable BigDecimal number) {
    return number == null ? "null" : number.stripTrailingZeros().toPlainString();
  }

  /** Likewise of intervals that are equally long: a month is 30 days there. */
  private static String length(PGInterval interval) {
    long days = 30L * (12 * interval.getYears() + interval.getMonths()) + interval.getDays();
    long hours = 24 * days + interval.getHours();
    return 60 * hours + interval.getMinutes() + " minutes " + interval.getSeconds();
  }

  private static void executeOnBoth(List<String> statements, Connection ours, Connection theirs)
      throws SQLException {
    for (Connection connection : List.of(ours, theirs)) {
      try (Statement statement = connection.createStatement()) {
        for (String sql : statements) {
          statement.execute(sql);
        }
      }
    }
  }

  @SuppressWarnings("SystemOut") // What the run has shown; a test that passes tells nothing else.
  private void report() {
    System.out.printf(
        Locale.ROOT,
        "fuzz.seed=%d: %d queries in %d comparisons of %d rows; %d more refused by PostgreSQL or"
            + " too large, %s not supported here; %d disagreements; reached %s, %d errors%n",
        SEED,
        views.size(),
        comparisons,
        rowsCompared,
        refusedUpstream,
        unsupported,
        disagreements.size(),
        reached,
        errorsCompared);
  }

  private TidewaterServer startServer() {
    return TidewaterServer.start(ServerOptions.inDirectory(directory));
  }

  private static Connection connect(TidewaterServer server) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + server.sqlPort() + "/tidewater?user=tidewater");
  }
}
