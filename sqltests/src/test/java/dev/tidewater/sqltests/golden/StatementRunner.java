package dev.tidewater.sqltests.golden;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Runs a statement and writes down what came of it, in the form of golden files. */
final class StatementRunner {
  /** How a statement is sent: the two halves of the wire protocol. */
  enum Protocol {
    SIMPLE,
    EXTENDED
  }

  private final Connection connection;
  private final Protocol protocol;

  StatementRunner(Connection connection, Protocol protocol) {
    this.connection = connection;
    this.protocol = protocol;
  }

  List<String> run(String sql) {
    try {
      if (protocol == Protocol.EXTENDED) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
          return outcome(statement, statement.execute(), sql);
        }
      }
      try (Statement statement = connection.createStatement()) {
        return outcome(statement, statement.execute(sql), sql);
      }
    } catch (SQLException e) {
      return error(e);
    }
  }

  private static List<String> outcome(Statement statement, boolean rows, String sql)
      throws SQLException {
    if (!rows) {
      int count = statement.getUpdateCount();
      return List.of(count > 0 ? "OK " + count : "OK");
    }
    try (ResultSet result = statement.getResultSet()) {
      return rows(result, isOrdered(sql));
    }
  }

  /** Without ORDER BY at the end the order of rows is free, so golden files sort them. */
  private static boolean isOrdered(String sql) {
    String upper = sql.toUpperCase(Locale.ROOT);
    return upper.lastIndexOf("ORDER BY") > upper.lastIndexOf(")") || upper.startsWith("EXPLAIN");
  }

  private static List<String> rows(ResultSet result, boolean ordered) throws SQLException {
    ResultSetMetaData columns = result.getMetaData();
    List<String> header = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      header.add(columns.getColumnLabel(i) + ":" + columns.getColumnTypeName(i));
    }
    List<String> lines = new ArrayList<>();
    while (result.next()) {
      List<String> fields = new ArrayList<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        String text = result.getString(i);
        fields.add(text == null ? "NULL" : text.isEmpty() ? "''" : text.replace("\n", "\\n"));
      }
      lines.add(String.join(" | ", fields));
    }
    if (!ordered) {
      Collections.sort(lines);
    }
    lines.add(0, String.join(" | ", header));
    return lines;
  }

  private static List<String> error(SQLException e) {
    List<String> lines = new ArrayList<>();
    ServerErrorMessage message = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
    if (message == null) {
      lines.add("ERROR " + e.getSQLState() + ": " + e.getMessage());
      return lines;
    }
    lines.add("ERROR " + e.getSQLState() + ": " + message.getMessage());
    if (message.getPosition() > 0) {
      lines.add("POSITION " + message.getPosition());
    }
    if (message.getDetail() != null) {
      lines.add("DETAIL " + message.getDetail());
    }
    if (message.getHint() != null) {
      lines.add("HINT " + message.getHint());
    }
    return lines;
  }
}
