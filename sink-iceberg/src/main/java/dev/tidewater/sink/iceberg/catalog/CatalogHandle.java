package dev.tidewater.sink.iceberg.catalog;

import org.apache.iceberg.catalog.Catalog;

/**
 * An open catalog; closing it gives back what it holds.
 *
 * @param subject how errors name it
 */
public record CatalogHandle(Catalog catalog, String subject, Runnable closer)
    implements AutoCloseable {
  @Override
  public void close() {
    closer.run();
  }
}
