package dev.tidewater.sqltests.logic;

import java.util.List;

/** One record of a SQLLogicTest file. */
sealed interface LogicTestRecord {
  /** The line with which it begins, from 1. */
  int line();

  /** Something to execute. */
  record Command(int line, String sql, Outcome outcome) implements LogicTestRecord {}

  enum Outcome {
    OK,
    ERROR
  }

  /**
   * A query and its answer.
   *
   * @param types a letter for each column: I, R or T
   * @param expected the values, or one line that tells their number and their hash
   */
  record Query(int line, String sql, String types, Order order, List<String> expected)
      implements LogicTestRecord {
    public Query {
      expected = List.copyOf(expected);
    }
  }

  /** In which order values are compared. */
  enum Order {
    AS_GIVEN,
    ROWS_SORTED,
    VALUES_SORTED
  }
}
