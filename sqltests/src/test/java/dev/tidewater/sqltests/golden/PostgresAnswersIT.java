package dev.tidewater.sqltests.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.server.instance.ServerOptions;
import dev.tidewater.server.instance.TidewaterServer;
import dev.tidewater.sqltests.golden.StatementRunner.Protocol;
import dev.tidewater.testkit.component.RealPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs files of statements on a real PostgreSQL and on Tidewater, and compares everything that a
 * user sees: names and types of columns, rows, and of errors their SQLSTATE, text and position.
 * Each query is also asked of a materialized view that holds it.
 *
 * <p>A file has a statement a line; lines that begin with two hyphens are comments. Before a line
 * that begins with {@code @loose} a detail, hint or position may differ; {@code @once} is for what
 * can't be kept as a view.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresAnswersIT {
  private static final Path FILES = Path.of("src", "test", "resources", "agreement");
  private static final String LOOSE = "@loose ";
  private static final String ONCE = "@once ";

  private TidewaterServer server;
  private RealPostgres postgres;

  @BeforeAll
  void start(@TempDir Path directory) {
    server = TidewaterServer.start(ServerOptions.inDirectory(directory));
    postgres = RealPostgres.start();
  }

  @AfterAll
  void stop() {
    postgres.close();
    server.close();
  }

  static Stream<String> files() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void answersAsPostgresDoes(String name) throws Exception {
    String database = name.replaceAll("\\W", "_");
    postgres.execute("CREATE DATABASE " + database);
    try (Connection ours = connect("tidewater");
        Statement statement = ours.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    }
    try (Connection ours = connect(database);
        Connection theirs = connectPostgres(database)) {
      SoftAssertions soft = new SoftAssertions();
      List<String> lines = Files.readAllLines(FILES.resolve(name));
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        if (!line.isBlank() && !line.startsWith("--")) {
          check(new Line(name + ":" + (i + 1), line), ours, theirs, soft);
        }
      }
      soft.assertAll();
    }
  }

  /** One line of a file. */
  private record Line(String place, String text) {
    boolean isLoose() {
      return text.startsWith(LOOSE);
    }

    String sql() {
      return text.replaceFirst("^(" + LOOSE + "|" + ONCE + ")", "").replaceFirst(";$", "");
    }

    boolean isQuery() {
      return sql().toUpperCase(Locale.ROOT).startsWith("SELECT");
    }

    boolean canBeView() {
      return isQuery() && !text.startsWith(ONCE);
    }

    List<Protocol> protocols() {
      return isQuery() ? List.of(Protocol.values()) : List.of(Protocol.SIMPLE);
    }

    List<String> shown(List<String> outcome) {
      return isLoose() && outcome.get(0).startsWith("ERROR") ? outcome.subList(0, 1) : outcome;
    }
  }

  private static void check(Line line, Connection ours, Connection theirs, SoftAssertions soft) {
    List<String> expected =
        line.shown(new StatementRunner(theirs, Protocol.SIMPLE).run(line.sql()));
    for (Protocol protocol : line.protocols()) {
      List<String> answer = line.shown(new StatementRunner(ours, protocol).run(line.sql()));
      soft.assertThat(answer)
          .as("%s %s %s", line.place(), protocol, line.sql())
          .isEqualTo(expected);
    }
    boolean storable = !expected.get(0).startsWith("ERROR") && !expected.get(0).contains(":record");
    if (line.canBeView() && storable) {
      checkView(line, ours, expected, soft);
    }
  }

  private static void checkView(
      Line line, Connection connection, List<String> expected, SoftAssertions soft) {
    StatementRunner runner = new StatementRunner(connection, Protocol.SIMPLE);
    List<String> names = new ArrayList<>();
    int columns = expected.get(0).split(" \\| ", -1).length;
    for (int i = 0; i < columns; i++) {
      names.add("c" + i);
    }
    List<String> created =
        runner.run(
            "CREATE MATERIALIZED VIEW kept (%s) AS %s"
                .formatted(String.join(", ", names), line.sql()));
    soft.assertThat(created)
        .as("%s as a view: %s", line.place(), line.sql())
        .isEqualTo(List.of("OK"));
    if (created.equals(List.of("OK"))) {
      List<String> kept = runner.run("SELECT * FROM kept");
      soft.assertThat(kept.subList(1, kept.size()))
          .as("%s kept as a view: %s", line.place(), line.sql())
          .containsExactlyInAnyOrderElementsOf(expected.subList(1, expected.size()));
      assertThat(runner.run("DROP MATERIALIZED VIEW kept")).isEqualTo(List.of("OK"));
    }
  }

  private Connection connectPostgres(String database) throws SQLException {
    String url = "jdbc:postgresql://" + postgres.host() + ":" + postgres.port() + "/" + database;
    return inUtc(DriverManager.getConnection(url, postgres.user(), postgres.password()));
  }

  private Connection connect(String database) throws SQLException {
    return inUtc(
        DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:"
                + server.sqlPort()
                + "/"
                + database
                + "?user=tidewater&preparedStatementCacheQueries=0"));
  }

  private static Connection inUtc(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'"); // The driver asks for that of the JVM.
    }
    return connection;
  }
}
