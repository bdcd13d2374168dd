package dev.tidewater.sql.catalog;

import java.util.List;

/**
 * How unqualified names are completed.
 *
 * @param database the current database
 * @param searchPath schemas in which a name without one is looked for, first match wins; the system
 *     schemas are searched before unless they are named in it, as in PostgreSQL
 */
public record NameContext(String database, List<String> searchPath) {
  public NameContext {
    searchPath = List.copyOf(searchPath);
  }
}
