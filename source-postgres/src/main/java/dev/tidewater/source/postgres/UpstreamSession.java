package dev.tidewater.source.postgres;

import dev.tidewater.types.TidewaterException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * One connection to the upstream database, with settings under which PostgreSQL prints values in
 * the one form that is read here: ISO dates, UTC, floats with all their digits. One thread at a
 * time, except {@link #abort}.
 */
final class UpstreamSession implements AutoCloseable {
  /** Long enough for a slow network, short enough that a wrong address is noticed. */
  private static final int CONNECT_TIMEOUT_SECONDS = 10;

  private static final List<String> PRINTING =
      List.of(
          "SET datestyle = 'ISO, YMD'",
          "SET intervalstyle = 'postgres'",
          "SET timezone = 'UTC'",
          "SET extra_float_digits = 3",
          "SET bytea_output = 'hex'");

  private final PostgresConnection where;
  private final Connection connection;

  private UpstreamSession(PostgresConnection where, Connection connection) {
    this.where = where;
    this.connection = connection;
  }

  /** Opens a session for queries. */
  static UpstreamSession forQueries(PostgresConnection where) {
    return open(where, new Properties());
  }

  /** Opens a session that can make and read replication slots. */
  static UpstreamSession forReplication(PostgresConnection where) {
    Properties properties = new Properties();
    properties.setProperty("replication", "database");
    properties.setProperty("preferQueryMode", "simple");
    return open(where, properties);
  }

  private static UpstreamSession open(PostgresConnection where, Properties properties) {
    properties.setProperty("user", where.user());
    properties.setProperty("password", where.password());
    properties.setProperty("sslmode", where.sslMode().spelling());
    properties.setProperty("connectTimeout", Integer.toString(CONNECT_TIMEOUT_SECONDS));
    properties.setProperty("loginTimeout", Integer.toString(CONNECT_TIMEOUT_SECONDS));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("assumeMinServerVersion", "10");
    properties.setProperty("ApplicationName", "tidewater");
    String url =
        "jdbc:postgresql://" + where.host() + ":" + where.port() + "/" + encoded(where.database());
    UpstreamSession session = null;
    try {
      session = new UpstreamSession(where, DriverManager.getConnection(url, properties));
      for (String setting : PRINTING) {
        session.execute(setting);
      }
      return session;
    } catch (SQLException e) {
      throw UpstreamErrors.translate(where, e);
    } catch (TidewaterException e) {
      if (session != null) {
        session.close();
      }
      throw e;
    }
  }

  private static String encoded(String database) {
    return java.net.URLEncoder.encode(database, java.nio.charset.StandardCharsets.UTF_8);
  }

  PostgresConnection where() {
    return where;
  }

  /** The driver's own interface, for COPY and replication. */
  PGConnection driver() throws SQLException {
    return connection.unwrap(PGConnection.class);
  }

  void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw UpstreamErrors.translate(where, e);
    }
  }

  /** All rows of a query, as text. */
  List<Row> query(String sql, String... parameters) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        return read(rows);
      }
    } catch (SQLException e) {
      throw UpstreamErrors.translate(where, e);
    }
  }

  /** All rows of a replication command, as text. */
  List<Row> command(String command) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(command)) {
      return read(rows);
    } catch (SQLException e) {
      throw UpstreamErrors.translate(where, e);
    }
  }

  private static List<Row> read(ResultSet rows) throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    List<Row> result = new ArrayList<>();
    while (rows.next()) {
      String[] values = new String[columns];
      for (int i = 0; i < columns; i++) {
        values[i] = rows.getString(i + 1);
      }
      result.add(new Row(values));
    }
    return result;
  }

  boolean isClosed() {
    try {
      return connection.isClosed();
    } catch (SQLException e) {
      return true;
    }
  }

  /** Breaks the connection off, from any thread; whoever waits for it gets an error. */
  void abort() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // It is gone already.
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // It is gone already.
    }
  }

  /** A row of a query on the upstream catalog; columns count from 0. */
  static final class Row {
    private final @Nullable String[] values;

    private Row(@Nullable String[] values) {
      this.values = values;
    }

    @Nullable String orNull(int column) {
      return values[column];
    }

    String text(int column) {
      String value = values[column];
      if (value == null) {
        throw new IllegalStateException("a value that PostgreSQL's catalog always has is null");
      }
      return value;
    }

    long number(int column) {
      return Long.parseLong(text(column));
    }

    /** Object ids are unsigned; kept in the bits of an int, as in replication messages. */
    int oid(int column) {
      return Integer.parseUnsignedInt(text(column));
    }

    boolean flag(int column) {
      return text(column).equals("t");
    }
  }
}
