package dev.tidewater.http;

import dev.tidewater.sink.iceberg.rest.EmbeddedRestCatalog;
import java.util.function.Supplier;

/**
 * What there is to serve.
 *
 * @param metrics gives all metrics in Prometheus' text format
 */
public record HttpServices(Health health, Supplier<String> metrics, EmbeddedRestCatalog catalog) {
  Router router() {
    return new Router(
        new HealthHandler(health), new MetricsHandler(metrics), new CatalogHandler(catalog));
  }
}
