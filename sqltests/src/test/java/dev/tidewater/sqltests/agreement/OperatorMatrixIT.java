package dev.tidewater.sqltests.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.server.instance.ServerOptions;
import dev.tidewater.server.instance.TidewaterServer;
import dev.tidewater.testkit.component.RealPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Asks a real PostgreSQL and Tidewater for the type of every operator over every two types,
 * literals of open type included: the same type, or the same error.
 */
class OperatorMatrixIT {
  private static final String OPEN = "unknown";

  private static final List<String> TYPES =
      List.of(
          "int2",
          "int4",
          "int8",
          "float4",
          "float8",
          "numeric",
          "text",
          "varchar",
          "bpchar",
          "name",
          "bytea",
          "bool",
          "date",
          "time",
          "timestamp",
          "timestamptz",
          "interval",
          "uuid",
          "jsonb",
          "oid",
          "int4[]",
          "text[]",
          "float8[]",
          OPEN);

  /** Of text search, of JSON paths and of locales, which are not here. */
  private static final Set<String> LEFT_OUT = Set.of("@@", "@?", "~<~", "~<=~", "~>~", "~>=~");

  /** Where PostgreSQL has an operator for a type that is not here, two open operands are clear. */
  private static final Set<String> CLEARER = Set.of("->", "->>", "#>", "#>>", "&&", "?|");

  /** Where PostgreSQL finds several of such types, none is left here. */
  private static final Set<String> FEWER = Set.of("@>", "<@");

  private static final String AMBIGUOUS = "ERROR 42725";

  @Test
  void operatorsAreChosenAsInPostgres(@TempDir Path directory) throws SQLException {
    try (TidewaterServer server = TidewaterServer.start(ServerOptions.inDirectory(directory));
        RealPostgres postgres = RealPostgres.start();
        Connection theirs = postgres.connect();
        Connection ours =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:"
                    + server.sqlPort()
                    + "/tidewater?user=tidewater&preparedStatementCacheQueries=0")) {
      List<String> differences = new ArrayList<>();
      for (String operator : operators(theirs)) {
        for (String left : TYPES) {
          for (String right : TYPES) {
            compare(operator, left, right, theirs, ours, differences);
          }
        }
      }
      assertThat(differences).isEmpty();
    }
  }

  private static List<String> operators(Connection postgres) throws SQLException {
    List<String> operators = new ArrayList<>();
    try (Statement statement = postgres.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT DISTINCT oprname FROM pg_operator WHERE oprkind = 'b' AND oprleft IN"
                    + " (SELECT oid FROM pg_type WHERE typname IN ('int4', 'float8', 'numeric',"
                    + " 'text', 'bytea', 'bool', 'date', 'time', 'timestamp', 'timestamptz',"
                    + " 'interval', 'uuid', 'jsonb', 'anyarray', 'anycompatiblearray',"
                    + " 'anycompatible')) ORDER BY 1")) {
      while (rows.next()) {
        operators.add(rows.getString(1));
      }
    }
    operators.removeAll(LEFT_OUT);
    return operators;
  }

  private static void compare(
      String operator,
      String left,
      String right,
      Connection theirs,
      Connection ours,
      List<String> differences) {
    String sql =
        "SELECT " + operand(left) + " " + operator.replace("?", "??") + " " + operand(right);
    String expected = outcome(theirs, sql);
    String answer = outcome(ours, sql);
    boolean open = left.equals(OPEN) || right.equals(OPEN);
    boolean explained =
        open
            && expected.equals(AMBIGUOUS)
            && (CLEARER.contains(operator)
                || (FEWER.contains(operator) && answer.equals("ERROR 42883")));
    boolean patternOfBytes =
        operator.endsWith("~~") && (left.equals("bytea") || right.equals("bytea"));
    if (!answer.equals(expected) && !explained && !patternOfBytes) {
      differences.add(sql + ": PostgreSQL " + expected + ", here " + answer);
    }
  }

  private static String operand(String type) {
    return type.equals(OPEN) ? "NULL" : "NULL::" + type;
  }

  private static String outcome(Connection connection, String sql) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      return statement.getMetaData().getColumnTypeName(1);
    } catch (SQLException e) {
      return "ERROR " + e.getSQLState();
    }
  }
}
