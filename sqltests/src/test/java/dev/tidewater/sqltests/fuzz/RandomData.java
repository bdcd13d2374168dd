package dev.tidewater.sqltests.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The tables that random queries read, and random changes to them. Values are few and often NULL,
 * so that joins find partners and groups have several rows.
 */
final class RandomData {
  enum ValueKind {
    INT,
    BIGINT,
    NUMERIC,
    TEXT,
    BOOLEAN,
    FLOAT,
    DATE,
    TIMESTAMP,
    INTERVAL,
    JSONB,
    INTS
  }

  record Column(String name, ValueKind type) {}

  record Table(String name, List<Column> columns) {}

  static final List<Table> TABLES =
      List.of(
          new Table(
              "t",
              List.of(
                  new Column("id", ValueKind.INT),
                  new Column("a", ValueKind.INT),
                  new Column("b", ValueKind.TEXT),
                  new Column("c", ValueKind.BIGINT))),
          new Table(
              "u",
              List.of(
                  new Column("id", ValueKind.INT),
                  new Column("x", ValueKind.INT),
                  new Column("y", ValueKind.TEXT),
                  new Column("n", ValueKind.NUMERIC),
                  new Column("f", ValueKind.BOOLEAN))),
          new Table("w", List.of(new Column("k", ValueKind.INT), new Column("s", ValueKind.TEXT))),
          new Table(
              "e",
              List.of(
                  new Column("id", ValueKind.INT),
                  new Column("fl", ValueKind.FLOAT),
                  new Column("d", ValueKind.DATE),
                  new Column("ts", ValueKind.TIMESTAMP),
                  new Column("iv", ValueKind.INTERVAL),
                  new Column("j", ValueKind.JSONB),
                  new Column("arr", ValueKind.INTS))));

  private static final int ROWS = 14;
  private static final int IDS = 20;
  private static final List<String> WORDS = List.of("a", "ab", "b", "abc", "x", "");

  private static final List<String> INTERVALS =
      List.of("1 day", "36 hours", "1 month", "-2 hours", "0", "1 month -3 days");
  private static final List<String> DOCUMENTS =
      List.of(
          "1", "null", "\"a\"", "{\"a\": 1}", "{\"a\": \"x\", \"b\": [1, 2]}", "[]", "[1, \"a\"]");
  private static final List<String> ARRAYS = List.of("{}", "{1}", "{1,2}", "{2,NULL}", "{0,1,2,3}");

  private final Random random;

  RandomData(Random random) {
    this.random = random;
  }

  /** Makes the tables; t and u have a primary key, w may have a row several times. */
  static List<String> tables() {
    return List.of(
        "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text, c bigint)",
        "CREATE TABLE u (id integer PRIMARY KEY, x integer, y text, n numeric(10,2), f boolean)",
        "CREATE TABLE w (k integer, s text)",
        "CREATE TABLE e (id integer PRIMARY KEY, fl double precision, d date, ts timestamp,"
            + " iv interval, j jsonb, arr integer[])");
  }

  List<String> fill() {
    List<String> statements = new ArrayList<>();
    for (Table table : TABLES) {
      for (int id = 0; id < ROWS; id++) {
        statements.add(insert(table, id));
      }
    }
    return statements;
  }

  /** Statements that can fail on neither side. */
  List<String> changes() {
    List<String> statements = new ArrayList<>();
    for (Table table : TABLES) {
      String key = table.columns().get(0).name();
      for (int i = 0; i < 4; i++) {
        int id = random.nextInt(IDS);
        statements.add("DELETE FROM " + table.name() + " WHERE " + key + " = " + id);
        statements.add(insert(table, id));
      }
      Column changed = table.columns().get(1 + random.nextInt(table.columns().size() - 1));
      statements.add(
          "UPDATE %s SET %s = %s WHERE %s > %d"
              .formatted(
                  table.name(),
                  changed.name(),
                  literal(changed.type()),
                  key,
                  random.nextInt(2 * IDS)));
      statements.add("DELETE FROM " + table.name() + " WHERE " + key + " = " + random.nextInt(IDS));
    }
    return statements;
  }

  private String insert(Table table, int id) {
    List<String> values = new ArrayList<>(List.of(Integer.toString(id)));
    for (Column column : table.columns().subList(1, table.columns().size())) {
      values.add(literal(column.type()));
    }
    return "INSERT INTO " + table.name() + " VALUES (" + String.join(", ", values) + ")";
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private String literal(ValueKind type) {
    return random.nextInt(4) == 0 ? "NULL" : constant(type);
  }

  /** Not NULL. */
  String constant(ValueKind type) {
    return switch (type) {
      case INT -> Integer.toString(random.nextInt(8) - 1);
      case BIGINT -> Integer.toString(random.nextInt(8) - 1) + "::bigint";
      case NUMERIC -> "%d.%d".formatted(random.nextInt(5), random.nextInt(2) * 5);
      case TEXT -> "'" + WORDS.get(random.nextInt(WORDS.size())) + "'::text";
      case BOOLEAN -> random.nextBoolean() ? "true" : "false";
      // Halves, so that sums are the same in any order.
      case FLOAT -> "%d.%d::float8".formatted(random.nextInt(6) - 2, random.nextInt(2) * 5);
      case DATE -> "date '2024-02-%02d'".formatted(27 + random.nextInt(3));
      case TIMESTAMP ->
          "timestamp '2024-02-%02d %02d:30:00'"
              .formatted(27 + random.nextInt(3), random.nextInt(3) * 11);
      case INTERVAL -> "interval '" + pick(INTERVALS) + "'";
      case JSONB -> "'" + pick(DOCUMENTS) + "'::jsonb";
      case INTS -> "'" + pick(ARRAYS) + "'::integer[]";
    };
  }
}
