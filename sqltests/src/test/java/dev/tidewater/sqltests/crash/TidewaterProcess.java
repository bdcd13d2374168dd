package dev.tidewater.sqltests.crash;

import dev.tidewater.testkit.component.ServerProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.BooleanSupplier;

/** The real server in a process of its own, on the classpath of the tests. */
final class TidewaterProcess implements AutoCloseable {
  private final List<String> wrapper;
  private final Path dataDirectory;
  private final Path log;
  private final int sqlPort = ServerProcess.freePort();
  private final int httpPort = ServerProcess.freePort();
  private ServerProcess process;

  TidewaterProcess(Path dataDirectory, Path log) {
    this(List.of(), dataDirectory, log);
  }

  /** A server that another command starts, given what to run as its last arguments. */
  TidewaterProcess(List<String> wrapper, Path dataDirectory, Path log) {
    this.wrapper = wrapper;
    this.dataDirectory = dataDirectory;
    this.log = log;
    this.process = launch();
  }

  private ServerProcess launch() {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>(wrapper);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1", // It is killed before it would run long enough for more.
            "-cp",
            classPath,
            "dev.tidewater.server.Main",
            "server",
            "--data-directory",
            dataDirectory.toString(),
            "--sql-port",
            Integer.toString(sqlPort),
            "--http-port",
            Integer.toString(httpPort)));
    return ServerProcess.start("tidewater", command, log);
  }

  /** Returns once it answers queries. */
  void awaitReady() {
    process.awaitUp(() -> ServerProcess.accepts(sqlPort) && answers());
  }

  /** Returns once a condition holds; fails if the server ends or the time for a start runs out. */
  void await(BooleanSupplier condition) {
    process.awaitUp(condition);
  }

  private boolean answers() {
    try {
      return query("SELECT 1").equals(List.of("1"));
    } catch (SQLException e) {
      return false;
    }
  }

  /** Kills it with SIGKILL; all that it had not handed to the system is gone. */
  void kill() {
    process.end("KILL");
    process.close();
  }

  /** Starts it again on what it left. */
  void startAgain() {
    process = launch();
  }

  String output() {
    return process.output();
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The rows of a query as text, columns separated by a bar. */
  List<String> query(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> lines = new ArrayList<>();
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          values.add(String.valueOf(rows.getString(i)));
        }
        lines.add(String.join("|", values));
      }
      return lines;
    }
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "tidewater");
    properties.setProperty("loginTimeout", "10");
    properties.setProperty("socketTimeout", "60");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + sqlPort + "/tidewater", properties);
  }

  @Override
  public void close() {
    process.close();
  }
}
