package dev.tidewater.sql.analyzer;

/** What to do with result columns that are literals of open type. */
enum OpenColumns {
  /** They are text. */
  SETTLE,
  /** Whoever asked for the query will say. */
  KEEP
}
