package dev.tidewater.sqltests.logic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.server.instance.ServerOptions;
import dev.tidewater.server.instance.TidewaterServer;
import dev.tidewater.testkit.component.RealPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every query of SQLite's suite that PostgreSQL answers as the suite says is answered so here. The
 * gate takes a selection that is the same each time; {@code -Dlogic.files=1 -Dlogic.queries=1} runs
 * all of it (millions of queries), {@code -Dlogic.only=random/select} the files of that name.
 */
class SqlLogicTestIT {
  /** Of so many files one is run; those with joins of many tables and of single features always. */
  private static final int EVERY_FILE = Integer.getInteger("logic.files", 20);

  private static final int EVERY_QUERY = Integer.getInteger("logic.queries", 40);
  private static final String ONLY = System.getProperty("logic.only", "");
  private static final String ALWAYS = "test/(select\\d|evidence/.*)\\.test";

  @TempDir Path directory;

  @Test
  void answersAreThoseOfTheSuite() throws SQLException, IOException {
    LogicTestRun run = new LogicTestRun(EVERY_QUERY);
    try (RealPostgres postgres = RealPostgres.start();
        TidewaterServer server = TidewaterServer.start(ServerOptions.inDirectory(directory));
        JarFile suite = suite()) {
      List<String> names = chosen(suite);
      for (int i = 0; i < names.size(); i++) {
        String database = "suite" + i;
        String here = "jdbc:postgresql://127.0.0.1:" + server.sqlPort() + "/";
        String there = "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/";
        String login = "?user=postgres&password=" + postgres.password().replace("&", "%26");
        try (Connection ours = fresh(here, "tidewater", database, "?user=tidewater");
            Connection theirs = fresh(there, postgres.database(), database, login)) {
          run.run(read(suite, names.get(i)), ours, theirs);
        }
      }
    }
    print(run.report());
    assertThat(run.failures()).isEmpty();
    assertThat(run.passed()).isPositive();
  }

  @SuppressWarnings("SystemOut") // What the run has shown; a test that passes tells nothing else.
  private static void print(String report) {
    System.out.print(report);
  }

  private static Connection fresh(String url, String first, String database, String login)
      throws SQLException {
    try (Connection connection = DriverManager.getConnection(url + first + login);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    }
    return DriverManager.getConnection(url + database + login + "&prepareThreshold=0");
  }

  private static JarFile suite() throws IOException {
    URL url = Objects.requireNonNull(SqlLogicTestIT.class.getResource("/test/select1.test"));
    return ((JarURLConnection) url.openConnection()).getJarFile();
  }

  private static List<String> chosen(JarFile suite) {
    List<String> all =
        suite.stream()
            .map(entry -> entry.getName())
            .filter(name -> name.startsWith("test/") && name.endsWith(".test"))
            .filter(name -> name.contains(ONLY))
            .sorted()
            .toList();
    List<String> chosen = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (i % EVERY_FILE == 0 || all.get(i).matches(ALWAYS)) {
        chosen.add(all.get(i));
      }
    }
    return chosen;
  }

  private static LogicTestFile read(JarFile suite, String name) throws IOException {
    try (InputStream in = suite.getInputStream(suite.getEntry(name))) {
      return LogicTestFile.parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
