package dev.tidewater.server.shell;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements on a server and prints what comes of them. Used by one thread, but {@link
 * #cancel} may be called from any.
 */
public final class SqlClient implements AutoCloseable {
  /** Rows that are held to find out how wide the columns are. */
  private static final int ROWS_AT_A_TIME = 1_000;

  private final Connection connection;
  private final PrintStream out;
  private final Style style;
  private final ErrorPrinter errors;
  private volatile @Nullable Statement running;

  private SqlClient(Connection connection, PrintStream out, PrintStream err, Style style) {
    this.connection = connection;
    this.out = out;
    this.style = style;
    this.errors = new ErrorPrinter(err, style);
  }

  /** Where and as whom to connect. */
  public record Target(String host, int port, String user, String database, String password) {
    String url() {
      return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }
  }

  /** Connects; fails at once if nobody listens there. */
  public static SqlClient connect(Target target, PrintStream out, PrintStream err, Style style)
      throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", target.user());
    if (!target.password().isEmpty()) {
      properties.setProperty("password", target.password());
    }
    properties.setProperty("ApplicationName", "tidewater sql");
    // Statements go as they are typed: no parameters, and errors keep their positions.
    properties.setProperty("preferQueryMode", "simple");
    return new SqlClient(DriverManager.getConnection(target.url(), properties), out, err, style);
  }

  /** Connects for statements of which only errors are to be seen. */
  public static SqlClient connectQuietly(Target target, PrintStream err, Style style)
      throws SQLException {
    PrintStream silence =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return connect(target, silence, err, style);
  }

  /** The server's version, for a greeting. */
  public String serverVersion() throws SQLException {
    return connection.getMetaData().getDatabaseProductVersion();
  }

  /** Runs one statement; true if it succeeded. Errors are printed. */
  public boolean run(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      running = statement;
      boolean isResult = statement.execute(sql);
      while (isResult || statement.getUpdateCount() >= 0) {
        if (isResult) {
          try (ResultSet rows = statement.getResultSet()) {
            print(rows);
          }
        } else {
          printCompletion(sql, statement.getUpdateCount());
        }
        isResult = statement.getMoreResults();
      }
      printWarnings(statement.getWarnings());
      return true;
    } catch (SQLException e) {
      errors.print(e, sql);
      return false;
    } finally {
      running = null;
    }
  }

  /** Asks the server to stop what runs now; does nothing if nothing does. */
  public void cancel() {
    Statement statement = running;
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        // The statement has ended, or the connection has; either way nothing is left to cancel.
      }
    }
  }

  private void print(ResultSet rows) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    int count = columns.getColumnCount();
    TablePrinter table = new TablePrinter(out, style, headings(columns));
    List<List<Optional<String>>> page = new ArrayList<>();
    long total = 0;
    while (rows.next()) {
      List<Optional<String>> row = new ArrayList<>(count);
      for (int i = 1; i <= count; i++) {
        row.add(Optional.ofNullable(rows.getString(i)));
      }
      page.add(row);
      total++;
      if (page.size() == ROWS_AT_A_TIME) {
        table.print(page);
        page.clear();
      }
    }
    if (!page.isEmpty() || total == 0) {
      table.print(page);
    }
    out.println(style.dim(total == 1 ? "(1 row)" : "(" + total + " rows)"));
    out.println();
  }

  private static List<TablePrinter.Heading> headings(ResultSetMetaData columns)
      throws SQLException {
    List<TablePrinter.Heading> headings = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      boolean number =
          switch (columns.getColumnType(i)) {
            case Types.SMALLINT,
                Types.INTEGER,
                Types.BIGINT,
                Types.REAL,
                Types.DOUBLE,
                Types.NUMERIC ->
                true;
            default -> false;
          };
      headings.add(
          new TablePrinter.Heading(
              columns.getColumnLabel(i),
              number ? TablePrinter.Alignment.RIGHT : TablePrinter.Alignment.LEFT));
    }
    return headings;
  }

  private void printCompletion(String sql, int count) {
    out.println(style.dim(CompletionLine.of(sql, count)));
  }

  private void printWarnings(@Nullable SQLWarning first) {
    for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
      errors.print(warning);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
