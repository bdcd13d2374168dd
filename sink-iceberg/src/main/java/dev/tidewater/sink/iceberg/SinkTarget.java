package dev.tidewater.sink.iceberg;

import dev.tidewater.sink.iceberg.catalog.AwsConfig;
import dev.tidewater.sink.iceberg.catalog.CatalogConfig;
import java.util.Optional;

/**
 * The table that a sink writes.
 *
 * @param dataFiles how to reach the data files ({@code USING AWS CONNECTION}); without it, what the
 *     catalog's configuration says
 * @param namespace one level
 */
public record SinkTarget(
    CatalogConfig catalog, Optional<AwsConfig> dataFiles, String namespace, String table) {
  public SinkTarget(CatalogConfig catalog, String namespace, String table) {
    this(catalog, Optional.empty(), namespace, table);
  }

  /** As messages name it. */
  public String displayName() {
    return namespace + "." + table;
  }
}
