package dev.tidewater.sql.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.sql.ast.Query;
import dev.tidewater.sql.catalog.AnalysisContext;
import dev.tidewater.sql.catalog.ResolvedRelation;
import dev.tidewater.sql.parser.SqlParser;
import dev.tidewater.testkit.component.RealPostgres;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.format.TextFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plans queries, answers the plans naively, and compares with what a real PostgreSQL answers over
 * the same rows: rows, and their order where the query gives one.
 */
final class PostgresAgreementIT {
  private static final Map<String, List<String>> DATA =
      Map.of(
          "t",
          List.of(
              "1|a|10|1.50",
              "2|b|null|2.50",
              "3|null|30|null",
              "4|a|10|0.00",
              "5|k|-5|-1.25",
              "6|null|null|3.00"),
          "u",
          List.of(
              "1|a|10", "1|a|10", "2|b|5", "null|k|7", "3|null|null", "7|a|1", "null|null|null"),
          "w",
          List.of("1|a", "3|x", "9|k"));

  private static final TestCatalog CATALOG = new TestCatalog();
  private static final Map<Long, List<List<@Nullable Object>>> COLLECTIONS = new LinkedHashMap<>();

  private static @Nullable RealPostgres postgres;

  @BeforeAll
  static void fill() {
    RealPostgres server = RealPostgres.start();
    postgres = server;
    for (ResolvedRelation relation : CATALOG.tables()) {
      String columns =
          String.join(
              ", ",
              relation.schema().columns().stream()
                  .map(column -> column.name() + " " + column.type().display())
                  .toList());
      server.execute("CREATE TABLE " + relation.name() + " (" + columns + ")");
      List<List<@Nullable Object>> rows = new ArrayList<>();
      for (String line : DATA.getOrDefault(relation.name(), List.of())) {
        rows.add(row(line, relation.schema().types()));
        server.execute("INSERT INTO " + relation.name() + " VALUES (" + literals(line) + ")");
      }
      COLLECTIONS.put(TestCatalog.collectionOf(relation), rows);
    }
    server.execute("ALTER TABLE t ADD PRIMARY KEY (a)", "ALTER TABLE w ADD PRIMARY KEY (a)");
    server.execute("CREATE VIEW v AS SELECT a, b FROM t WHERE c > 0");
  }

  @AfterAll
  static void stop() {
    if (postgres != null) {
      postgres.close();
    }
  }

  private static List<@Nullable Object> row(String line, List<SqlType> types) {
    List<@Nullable Object> row = new ArrayList<>();
    String[] texts = line.split("\\|", -1);
    for (int i = 0; i < texts.length; i++) {
      row.add(texts[i].equals("null") ? null : TextFormat.UTC.parse(types.get(i), texts[i]));
    }
    return row;
  }

  private static String literals(String line) {
    List<String> literals = new ArrayList<>();
    for (String text : line.split("\\|", -1)) {
      literals.add(text.equals("null") ? "NULL" : "'" + text + "'");
    }
    return String.join(", ", literals);
  }

  /** The queries of the resource, one a line; lines that begin with two hyphens are comments. */
  static List<String> queries() {
    try (InputStream in = PostgresAgreementIT.class.getResourceAsStream("agreement.sql")) {
      if (in == null) {
        throw new IllegalStateException("agreement.sql is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("--"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("queries")
  void answersAsPostgresDoes(String sql) {
    RealPostgres server = postgres;
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    AnalysisContext context = TestCatalog.context();
    Query query = (Query) SqlParser.parseStatement(sql);
    PlannedQuery planned = new SqlPlanner().planQuery(query, context);
    List<List<@Nullable Object>> rows =
        new NaiveEvaluator(COLLECTIONS).answer(planned.bind(List.of()));
    List<String> ours = rows.stream().map(row -> print(row, planned.columns())).toList();
    List<String> theirs = server.query(sql);
    if (query.orderBy().isEmpty()) {
      assertThat(ours).containsExactlyInAnyOrderElementsOf(theirs);
    } else {
      assertThat(ours).containsExactlyElementsOf(theirs);
    }
    assertKeysHold(rows, planned.uniqueKeys());
    assertNotNullHolds(rows, planned.columns());
  }

  private static String print(List<@Nullable Object> row, List<OutputColumn> columns) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      Object value = row.get(i);
      values.add(value == null ? "null" : TextFormat.UTC.print(columns.get(i).type(), value));
    }
    return String.join("|", values);
  }

  private static void assertKeysHold(List<List<@Nullable Object>> rows, List<List<Integer>> keys) {
    for (List<Integer> key : keys) {
      assertThat(rows.stream().map(row -> key.stream().map(c -> "" + row.get(c)).toList()))
          .as("key %s", key)
          .doesNotHaveDuplicates();
    }
  }

  private static void assertNotNullHolds(
      List<List<@Nullable Object>> rows, List<OutputColumn> columns) {
    for (int i = 0; i < columns.size(); i++) {
      int column = i;
      if (!columns.get(i).nullable()) {
        assertThat(rows).as("column %s", columns.get(i)).allMatch(row -> row.get(column) != null);
      }
    }
  }
}
