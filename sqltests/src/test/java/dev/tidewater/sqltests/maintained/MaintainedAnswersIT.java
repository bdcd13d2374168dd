package dev.tidewater.sqltests.maintained;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.server.instance.ServerOptions;
import dev.tidewater.server.instance.TidewaterServer;
import dev.tidewater.testkit.component.RealPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Asks the queries of each file of PostgreSQL and of Tidewater: the rows, as text, are the same, or
 * both fail with the same SQLSTATE; and a materialized view of each query shows the same after all
 * changes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MaintainedAnswersIT {
  private static final Path FILES = Path.of("src", "test", "resources", "maintained");

  private RealPostgres postgres;
  private TidewaterServer server;

  @BeforeAll
  void start(@TempDir Path directory) {
    postgres = RealPostgres.start();
    server = TidewaterServer.start(ServerOptions.inDirectory(directory));
  }

  @AfterAll
  void stop() {
    server.close();
    postgres.close();
  }

  static Stream<String> files() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void answersAreThoseOfPostgres(String name) throws IOException, SQLException {
    QueryFile file = QueryFile.read(FILES.resolve(name));
    String schema = "of_" + name.substring(0, name.indexOf('.'));
    try (Connection theirs = postgres.connect();
        Connection ours = connect()) {
      for (Connection connection : List.of(ours, theirs)) {
        execute(connection, "CREATE SCHEMA " + schema);
        execute(connection, "SET search_path = " + schema);
        for (String statement : file.setup()) {
          execute(connection, statement);
        }
      }
      compare(file, ours, theirs);
    }
  }

  private static void compare(QueryFile file, Connection ours, Connection theirs)
      throws SQLException {
    List<String> disagreements = new ArrayList<>();
    Map<String, String> views = new LinkedHashMap<>();
    for (String query : file.queriesAtOnce()) {
      compare("at once", query, answer(theirs, query), answer(ours, query), disagreements);
    }
    for (String query : file.queries()) {
      compare("at once", query, answer(theirs, query), answer(ours, query), disagreements);
      String view = "view" + views.size();
      String created = answer(ours, "CREATE MATERIALIZED VIEW " + view + " AS " + query);
      if (created.isEmpty()) {
        views.put(view, query);
      } else {
        disagreements.add("not maintained: " + query + "\n  " + created);
      }
    }
    compareViews("at first", views, ours, theirs, disagreements);
    for (List<String> changes : file.changes()) {
      for (String change : changes) {
        execute(ours, change);
        execute(theirs, change);
      }
      compareViews("after " + changes, views, ours, theirs, disagreements);
    }
    assertThat(disagreements).isEmpty();
  }

  private static void compareViews(
      String when,
      Map<String, String> views,
      Connection ours,
      Connection theirs,
      List<String> disagreements) {
    views.forEach(
        (view, query) ->
            compare(
                "maintained, " + when,
                query,
                answer(theirs, query),
                answer(ours, "SELECT * FROM " + view),
                disagreements));
  }

  private static void compare(
      String how, String query, String expected, String actual, List<String> disagreements) {
    boolean sameError =
        expected.startsWith("ERROR")
            && expected.lines().findFirst().equals(actual.lines().findFirst());
    if (!sameError && !actual.equals(expected)) {
      disagreements.add(
          "%s: %s%nPostgreSQL:%n%s%nTidewater:%n%s%n".formatted(how, query, expected, actual));
    }
  }

  /** The rows, sorted and one a line, or how it failed: SQLSTATE, then the message. */
  private static String answer(Connection connection, String sql) {
    try (Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      List<String> rows = new ArrayList<>();
      try (ResultSet result = statement.getResultSet()) {
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
          List<String> values = new ArrayList<>();
          for (int i = 1; i <= columns; i++) {
            values.add(String.valueOf(result.getString(i)));
          }
          rows.add(String.join("|", values));
        }
      }
      rows.sort(null);
      return String.join("\n", rows);
    } catch (SQLException e) {
      return "ERROR " + e.getSQLState() + "\n" + e.getMessage();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + server.sqlPort() + "/tidewater?user=tidewater");
  }
}
