package dev.tidewater.sqltests.logic;

import dev.tidewater.sqltests.logic.LogicTestRecord.Command;
import dev.tidewater.sqltests.logic.LogicTestRecord.Order;
import dev.tidewater.sqltests.logic.LogicTestRecord.Outcome;
import dev.tidewater.sqltests.logic.LogicTestRecord.Query;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of a SQLLogicTest file that are meant for PostgreSQL. Format: <a
 * href="https://www.sqlite.org/sqllogictest/doc/trunk/about.wiki">About Sqllogictest</a>.
 */
record LogicTestFile(String name, List<LogicTestRecord> records) {
  private static final String DATABASE = "postgresql";
  private static final String RESULTS = "----";

  LogicTestFile {
    records = List.copyOf(records);
  }

  static LogicTestFile parse(String name, String text) {
    return new LogicTestFile(name, new Parser(text.split("\n", -1)).parse());
  }

  private static final class Parser {
    private final String[] lines;
    private final List<LogicTestRecord> records = new ArrayList<>();
    private int at;

    Parser(String[] lines) {
      this.lines = lines;
    }

    List<LogicTestRecord> parse() {
      boolean forUs = true;
      while (at < lines.length) {
        String[] words = words(lines[at]);
        switch (words[0]) {
          case "onlyif" -> forUs &= words[1].equals(DATABASE);
          case "skipif" -> forUs &= !words[1].equals(DATABASE);
          case "halt" -> {
            if (forUs) {
              return records;
            }
            forUs = true;
          }
          case "statement" -> {
            Command command = command(words[1]);
            if (forUs) {
              records.add(command);
            }
            forUs = true;
          }
          case "query" -> {
            Query query = query(words);
            if (forUs) {
              records.add(query);
            }
            forUs = true;
          }
          case "", "hash-threshold" -> {} // What is hashed can be told from the expected values.
          default -> throw new IllegalArgumentException("line " + (at + 1) + ": " + lines[at]);
        }
        at++;
      }
      return records;
    }

    private static String[] words(String line) {
      int comment = line.indexOf('#');
      return (comment < 0 ? line : line.substring(0, comment)).strip().split("\\s+");
    }

    private Command command(String outcome) {
      int line = at + 1;
      at++;
      return new Command(line, sql(), outcome.equals("ok") ? Outcome.OK : Outcome.ERROR);
    }

    private Query query(String[] words) {
      int line = at + 1;
      at++;
      String sql = sql();
      List<String> expected = new ArrayList<>();
      if (at < lines.length && lines[at].equals(RESULTS)) {
        at++;
        while (at < lines.length && !lines[at].isEmpty()) {
          expected.add(lines[at++]);
        }
      }
      Order order =
          switch (words.length > 2 ? words[2] : "nosort") {
            case "rowsort" -> Order.ROWS_SORTED;
            case "valuesort" -> Order.VALUES_SORTED;
            default -> Order.AS_GIVEN;
          };
      return new Query(line, sql, words[1], order, expected);
    }

    private String sql() {
      List<String> sql = new ArrayList<>();
      while (at < lines.length && !lines[at].isEmpty() && !lines[at].equals(RESULTS)) {
        sql.add(lines[at++]);
      }
      return String.join("\n", sql);
    }
  }
}
