package dev.tidewater.sqltests.workload;

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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server and a PostgreSQL that get the same statements, and materialized views of queries that
 * must hold at each step what PostgreSQL answers. Rows are compared without their order.
 */
final class SideBySide implements AutoCloseable {
  private final Path directory;
  private final RealPostgres postgres = RealPostgres.start();
  private final Connection theirs = postgres.connect();
  private final Map<String, String> views = new LinkedHashMap<>();
  private final Map<String, Integer> mostRows = new LinkedHashMap<>();
  private final List<String> disagreements = new ArrayList<>();
  private TidewaterServer server;
  private Connection ours;

  SideBySide(Path directory) throws SQLException {
    this.directory = directory;
    this.server = TidewaterServer.start(ServerOptions.inDirectory(directory));
    this.ours = connect();
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + server.sqlPort() + "/tidewater?user=tidewater");
  }

  void restart() throws SQLException {
    ours.close();
    server.close();
    server = TidewaterServer.start(ServerOptions.inDirectory(directory));
    ours = connect();
  }

  void execute(List<String> statements) throws SQLException {
    for (Connection connection : List.of(ours, theirs)) {
      try (Statement statement = connection.createStatement()) {
        for (String sql : statements) {
          statement.execute(sql);
        }
      }
    }
  }

  void maintain(Map<String, String> queries) {
    queries.forEach(
        (name, sql) -> {
          try (Statement statement = ours.createStatement()) {
            statement.execute("CREATE MATERIALIZED VIEW " + name + " AS " + sql);
            views.put(name, sql);
          } catch (SQLException e) {
            disagreements.add(name + " is not maintained: " + e.getMessage());
          }
        });
  }

  /** Compares every view, and the query asked at once. */
  void compare(String when) {
    views.forEach(
        (name, sql) -> {
          String expected = answer(theirs, sql);
          mostRows.merge(name, expected.isEmpty() ? 0 : rows(expected), Math::max);
          compare(name + " " + when, expected, answer(ours, "SELECT * FROM " + name));
          compare(name + " at once " + when, expected, answer(ours, sql));
        });
  }

  private static int rows(String answer) {
    return (int) answer.lines().filter(row -> !row.matches("(null\\|?)+")).count();
  }

  private void compare(String what, String expected, String actual) {
    if (!actual.equals(expected)) {
      disagreements.add(what + "\n  PostgreSQL: " + expected + "\n  Tidewater:  " + actual);
    }
  }

  List<String> disagreements() {
    return List.copyOf(disagreements);
  }

  /** The queries that never had a row with a value: comparing them has shown nothing. */
  List<String> alwaysEmpty() {
    return mostRows.entrySet().stream()
        .filter(entry -> entry.getValue() == 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String answer(Connection connection, String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          boolean numeric = result.getMetaData().getColumnType(i) == Types.NUMERIC;
          values.add(
              numeric ? plain(result.getBigDecimal(i)) : String.valueOf(result.getString(i)));
        }
        rows.add(String.join("|", values));
      }
      rows.sort(null);
      return String.join("\n", rows);
    } catch (SQLException e) {
      return "ERROR " + e.getSQLState() + ": " + e.getMessage();
    }
  }

  private static String plain(@Nullable BigDecimal number) {
    return number == null ? "null" : number.stripTrailingZeros().toPlainString();
  }

  @Override
  public void close() throws SQLException {
    ours.close();
    theirs.close();
    server.close();
    postgres.close();
  }
}
