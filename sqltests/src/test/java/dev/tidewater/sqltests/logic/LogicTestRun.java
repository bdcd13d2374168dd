package dev.tidewater.sqltests.logic;

import dev.tidewater.sqltests.logic.LogicTestRecord.Command;
import dev.tidewater.sqltests.logic.LogicTestRecord.Outcome;
import dev.tidewater.sqltests.logic.LogicTestRecord.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs files of the suite here and in PostgreSQL, which is asked only what fails here: what it
 * refuses, or answers as we do and not as the file says, is not ours to mend.
 */
final class LogicTestRun {
  /** A query that takes longer is a failure: the slowest of the suite are joins of 64 tables. */
  private static final int LIMIT_SECONDS = 30;

  private static final int FAILURES_KEPT = 200;
  private static final int SLOWEST_KEPT = 5;

  private static final String FAILED = "ERROR ";

  private record Timed(long micros, String what) {}

  private final SkipList skipped = SkipList.read();
  private final int everyQuery;
  private final List<String> failures = new ArrayList<>();
  private final List<Timed> slowest = new ArrayList<>();
  private int files;
  private int passed;
  private int failed;
  private int failedBoth;
  private int skips;
  private long micros;

  /**
   * @param everyQuery of so many queries of a file one is run
   */
  LogicTestRun(int everyQuery) {
    this.everyQuery = everyQuery;
  }

  void run(LogicTestFile file, Connection ours, Connection theirs) throws SQLException {
    files++;
    try (Statement here = ours.createStatement();
        Statement there = theirs.createStatement()) {
      here.setQueryTimeout(LIMIT_SECONDS);
      int queries = 0;
      for (LogicTestRecord record : file.records()) {
        if (record instanceof Command command) {
          execute(file, command, here, there);
        } else if (record instanceof Query query
            && isChosen(file, queries++)
            && !isSkipped(query.sql())) {
          ask(file, query, here, there);
        }
      }
    }
  }

  /** The same in each run, and other queries in each file. */
  private boolean isChosen(LogicTestFile file, int query) {
    return Math.floorMod(query + file.name().hashCode(), everyQuery) == 0;
  }

  private boolean isSkipped(String sql) {
    boolean skip = skipped.contains(sql);
    skips += skip ? 1 : 0;
    return skip;
  }

  private void execute(LogicTestFile file, Command command, Statement here, Statement there) {
    String expected = failure(there, command.sql());
    if (isSkipped(command.sql())) {
      return;
    }
    String actual = failure(here, skipped.without(command.sql()));
    if (actual.isEmpty() == expected.isEmpty()) {
      passed++;
    } else if (actual.isEmpty() == (command.outcome() == Outcome.OK)) {
      failedBoth++; // PostgreSQL does other than the file, and we as the file.
    } else {
      fail(file, command, actual.isEmpty() ? "no error" : actual);
    }
  }

  private static String failure(Statement statement, String sql) {
    try {
      statement.execute(sql);
      return "";
    } catch (SQLException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private void ask(LogicTestFile file, Query query, Statement here, Statement there) {
    long start = System.nanoTime();
    String actual = answer(query, here);
    long took = (System.nanoTime() - start) / 1_000;
    micros += took;
    note(new Timed(took, where(file, query) + " " + query.sql()));
    String expected = String.join("|", query.expected());
    if (actual.equals(expected)) {
      passed++;
      return;
    }
    String theirs = answer(query, there);
    if (theirs.equals(actual) || theirs.startsWith(FAILED)) {
      failedBoth++;
    } else {
      fail(file, query, actual + "\n  PostgreSQL " + theirs + "\n  expected " + expected);
    }
  }

  private static String answer(Query query, Statement statement) {
    try {
      return String.join("|", LogicTestAnswer.of(query, statement));
    } catch (SQLException | NumberFormatException e) {
      return FAILED + e.getMessage();
    }
  }

  private void note(Timed query) {
    slowest.add(query);
    slowest.sort((one, other) -> Long.compare(other.micros(), one.micros()));
    if (slowest.size() > SLOWEST_KEPT) {
      slowest.remove(SLOWEST_KEPT);
    }
  }

  private static String where(LogicTestFile file, LogicTestRecord record) {
    return file.name() + ":" + record.line();
  }

  private void fail(LogicTestFile file, LogicTestRecord record, String answer) {
    failed++;
    if (failures.size() < FAILURES_KEPT) {
      String sql = record instanceof Query query ? query.sql() : ((Command) record).sql();
      failures.add(where(file, record) + "\n  " + sql + "\n  answers " + answer);
    }
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  int passed() {
    return passed;
  }

  String report() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "SQLLogicTest: %d files; %d passed, %d failed, %d fail in PostgreSQL too, %d skipped;"
                + " %.1f s in queries%n",
            files,
            passed,
            failed,
            failedBoth,
            skips,
            micros / 1e6));
    for (Timed query : slowest) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %.1f ms: %s%n",
              query.micros() / 1e3,
              query.what().replace('\n', ' ').substring(0, Math.min(160, query.what().length()))));
    }
    return text.toString();
  }
}
