package dev.tidewater.testkit.nexmark;

import dev.tidewater.testkit.component.SqlFile;
import java.util.List;
import java.util.Map;

/** Nexmark's tables and queries, as PostgreSQL understands them too. */
public final class NexmarkQueries {
  private NexmarkQueries() {}

  /** CREATE TABLE statements. */
  public static List<String> tables() {
    return SqlFile.statements("/nexmark/tables.sql");
  }

  /** All queries by name, {@code q0} to {@code q23}, in order. */
  public static Map<String, String> all() {
    return SqlFile.queries("/nexmark/queries.sql");
  }
}
