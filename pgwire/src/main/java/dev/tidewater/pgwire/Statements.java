package dev.tidewater.pgwire;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;

/** Bounds on statements, whatever protocol they come by. */
final class Statements {
  /**
   * Parsing takes memory many times the text's. Data in this amount belongs into COPY, which has no
   * bound.
   */
  static final int MAX_SQL_CHARACTERS = 16 << 20;

  /** Prepared statements of one connection; drivers keep some hundreds. */
  static final int MAX_PREPARED = 10_000;

  /** Portals open at one time in one connection; each may hold a running query. */
  static final int MAX_PORTALS = 1_000;

  private Statements() {}

  static void requireLength(String sql) {
    if (sql.length() > MAX_SQL_CHARACTERS) {
      throw new TidewaterException(
              ErrorCode.PROGRAM_LIMIT_EXCEEDED,
              "query string has {length} characters, more than the limit of {limit}")
          .with("length", sql.length())
          .with("limit", MAX_SQL_CHARACTERS)
          .hint("Load large amounts of data with COPY.");
    }
  }
}
