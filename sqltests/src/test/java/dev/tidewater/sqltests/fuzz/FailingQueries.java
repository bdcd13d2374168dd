package dev.tidewater.sqltests.fuzz;

import java.util.List;

/** Queries that fail for some states of one table and not for others. */
final class FailingQueries {
  static final List<String> ALL =
      List.of(
          "SELECT 10 / a AS c1 FROM t",
          "SELECT b::integer AS c1 FROM t",
          "SELECT 2147483641 + a AS c1 FROM t",
          "SELECT sqrt(n - 1) AS c1 FROM u",
          "SELECT sum(10 / nullif(a, 5)) AS c1 FROM t GROUP BY c",
          "SELECT max(100 / (x - 1)) AS c1 FROM u",
          "SELECT id, ln(fl + 1.5) AS c1 FROM e",
          "SELECT (d + iv)::date + 2147483000 AS c1 FROM e WHERE fl > 3",
          "SELECT count(*) AS c1 FROM t WHERE c % a = 0");

  private FailingQueries() {}
}
