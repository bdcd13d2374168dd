package dev.tidewater.catalog.system;

import dev.tidewater.catalog.CatalogSnapshot;
import java.util.List;

/**
 * What the rows of system relations are made from.
 *
 * @param catalog one image, so that what is read from several relations fits together
 * @param database the current one: {@code pg_catalog} shows its objects only, as in PostgreSQL
 * @param user the current one; it owns everything
 * @param settings of the session, for {@code pg_settings}
 * @param nowMicros microseconds since 1970-01-01 UTC
 */
public record SystemContext(
    CatalogSnapshot catalog,
    String database,
    String user,
    RuntimeStatus status,
    List<Setting> settings,
    long nowMicros) {
  public SystemContext {
    settings = List.copyOf(settings);
  }

  /** A row of {@code pg_settings}. */
  public record Setting(String name, String value, String defaultValue, String description) {}
}
