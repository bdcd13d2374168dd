package dev.tidewater.http;

import java.util.List;

/** Finds the handler of a path; says what there is at the root. */
final class Router implements RequestHandler {
  private static final String INDEX =
      """
      Tidewater
        /health        200 when the server takes queries (also /health/live, /health/ready)
        /metrics       metrics for Prometheus
        /iceberg       the embedded catalog: an Iceberg REST catalog URL for Spark, Trino, PyIceberg …
      SQL is spoken on the PostgreSQL port.
      """;

  private final HealthHandler health;
  private final MetricsHandler metrics;
  private final CatalogHandler catalog;

  Router(HealthHandler health, MetricsHandler metrics, CatalogHandler catalog) {
    this.health = health;
    this.metrics = metrics;
    this.catalog = catalog;
  }

  @Override
  public Response handle(Request request) {
    String path = request.path();
    if (path.startsWith(CatalogHandler.ROOT)) {
      return catalog.handle(request);
    }
    if (!List.of("GET", "HEAD").contains(request.method())) {
      return Response.text(405, "method not allowed\n");
    }
    if (path.equals(HealthHandler.ROOT) || path.startsWith(HealthHandler.ROOT + "/")) {
      return health.handle(request);
    }
    if (path.equals(MetricsHandler.ROOT)) {
      return metrics.handle(request);
    }
    if (path.equals("/")) {
      return Response.text(200, INDEX);
    }
    return Response.text(404, "not found\n");
  }
}
