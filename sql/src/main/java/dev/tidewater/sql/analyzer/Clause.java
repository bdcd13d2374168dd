package dev.tidewater.sql.analyzer;

/** The part of a statement that an expression stands in, as messages name it. */
enum Clause {
  SELECT("SELECT"),
  WHERE("WHERE"),
  GROUP_BY("GROUP BY"),
  HAVING("HAVING"),
  DISTINCT_ON("DISTINCT ON"),
  ORDER_BY("ORDER BY"),
  LIMIT("LIMIT"),
  OFFSET("OFFSET"),
  JOIN("JOIN conditions"),
  FROM_FUNCTION("functions in FROM"),
  VALUES("VALUES"),
  DEFAULT("DEFAULT expressions"),
  UPDATE("UPDATE"),
  RETURNING("RETURNING"),
  FILTER("FILTER"),
  AGGREGATE("aggregate function calls"),
  WINDOW("window definitions"),
  OPTION("option values");

  private final String display;

  Clause(String display) {
    this.display = display;
  }

  String display() {
    return display;
  }
}
