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
    BOOLEAN
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
          new Table("w", List.of(new Column("k", ValueKind.INT), new Column("s", ValueKind.TEXT))));

  private static final int ROWS = 14;
  private static final int IDS = 20;
  private static final List<String> WORDS = List.of("a", "ab", "b", "abc", "x", "");

  private final Random random;

  RandomData(Random random) {
    this.random = random;
  }

  /** Makes the tables; t and u have a primary key, w may have a row several times. */
  static List<String> tables() {
    return List.of(
        "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text, c bigint)",
        "CREATE TABLE u (id integer PRIMARY KEY, x integer, y text, n numeric(10,2), f boolean)",
        "CREATE TABLE w (k integer, s text)");
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

  private String literal(ValueKind type) {
    return random.nextInt(4) == 0 ? "NULL" : constant(type);
  }

  /** Not NULL. */
  String constant(ValueKind type) {
    return switch (type) {
      case INT -> Integer.toString(random.nextInt(8) - 1);
      case BIGINT -> Integer.toString(random.nextInt(8) - 1) + "::bigint";
      case NUMERIC -> "%d.%d".formatted(random.nextInt(5), random.nextInt(2) * 5);
      case TEXT -> "'" + WORDS.get(random.nextInt(WORDS.size())) + "'";
      case BOOLEAN -> random.nextBoolean() ? "true" : "false";
    };
  }
}
