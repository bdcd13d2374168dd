package dev.tidewater.sqltests.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.server.instance.ServerOptions;
import dev.tidewater.server.instance.TidewaterServer;
import dev.tidewater.testkit.component.RealPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the JDBC driver finds out about a table, beside what it finds in a real PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DriverMetadataIT {
  private static final String TABLE =
      "CREATE TABLE orders (id integer, line smallint, name text NOT NULL, price numeric(10,2),"
          + " tags text[], at timestamp with time zone, code varchar(8), PRIMARY KEY (id, line))";

  private TidewaterServer server;
  private RealPostgres postgres;
  private Connection ours;
  private Connection theirs;

  @BeforeAll
  void start(@TempDir Path directory) throws SQLException {
    server = TidewaterServer.start(ServerOptions.inDirectory(directory));
    postgres = RealPostgres.start();
    ours =
        DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:" + server.sqlPort() + "/tidewater?user=tidewater");
    theirs = postgres.connect();
    for (Connection connection : List.of(ours, theirs)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(TABLE);
      }
    }
  }

  @AfterAll
  void stop() throws SQLException {
    ours.close();
    theirs.close();
    postgres.close();
    server.close();
  }

  /** A question to the driver. */
  @FunctionalInterface
  private interface Question {
    ResultSet ask(DatabaseMetaData metadata) throws SQLException;
  }

  private void checkAlike(Question question, String... columns) throws SQLException {
    assertThat(answer(ours, question, columns)).isEqualTo(answer(theirs, question, columns));
  }

  private static List<String> answer(Connection connection, Question question, String... columns)
      throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet result = question.ask(connection.getMetaData())) {
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (String column : columns) {
          values.add(column + "=" + result.getString(column));
        }
        rows.add(String.join(" ", values));
      }
    }
    return rows;
  }

  @Test
  void columnsAreThoseOfPostgres() throws SQLException {
    checkAlike(
        metadata -> metadata.getColumns(null, "public", "orders", "%"),
        "TABLE_SCHEM",
        "TABLE_NAME",
        "COLUMN_NAME",
        "DATA_TYPE",
        "TYPE_NAME",
        "COLUMN_SIZE",
        "DECIMAL_DIGITS",
        "NULLABLE",
        "ORDINAL_POSITION",
        "IS_NULLABLE");
  }

  @Test
  void primaryKeyIsThatOfPostgres() throws SQLException {
    checkAlike(
        metadata -> metadata.getPrimaryKeys(null, "public", "orders"),
        "TABLE_NAME",
        "COLUMN_NAME",
        "KEY_SEQ",
        "PK_NAME");
    checkAlike(
        metadata ->
            metadata.getBestRowIdentifier(
                null, "public", "orders", DatabaseMetaData.bestRowSession, true),
        "COLUMN_NAME",
        "DATA_TYPE",
        "TYPE_NAME");
  }

  @Test
  void indexesAreThoseOfPostgres() throws SQLException {
    checkAlike(
        metadata -> metadata.getIndexInfo(null, "public", "orders", false, true),
        "TABLE_NAME",
        "NON_UNIQUE",
        "INDEX_NAME",
        "ORDINAL_POSITION",
        "COLUMN_NAME");
  }

  @Test
  void tablesAndFunctionsAreFound() throws SQLException {
    checkAlike(
        metadata -> metadata.getTables(null, "public", "orders", null),
        "TABLE_SCHEM",
        "TABLE_NAME",
        "TABLE_TYPE");
    checkAlike(
        metadata -> metadata.getFunctions(null, "pg_catalog", "initcap"),
        "FUNCTION_SCHEM",
        "FUNCTION_NAME");
  }

  @Test
  void typesHaveTheNumbersThatTheDriverKnows() throws SQLException {
    List<String> found = answer(ours, DatabaseMetaData::getTypeInfo, "TYPE_NAME", "DATA_TYPE");
    assertThat(found)
        .contains(
            "TYPE_NAME=int4 DATA_TYPE=4",
            "TYPE_NAME=text DATA_TYPE=12",
            "TYPE_NAME=numeric DATA_TYPE=2",
            "TYPE_NAME=timestamptz DATA_TYPE=93",
            "TYPE_NAME=_int4 DATA_TYPE=2003");
  }

  @Test
  void keywordsAreThoseOfPostgres() throws SQLException {
    assertThat(ours.getMetaData().getSQLKeywords())
        .isEqualTo(theirs.getMetaData().getSQLKeywords());
  }
}
