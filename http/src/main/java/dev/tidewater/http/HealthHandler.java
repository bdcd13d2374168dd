package dev.tidewater.http;

/**
 * {@code /health/live}: the process answers. {@code /health} and {@code /health/ready}: it can take
 * queries; 503 and the reason if it can't.
 */
record HealthHandler(Health health) implements RequestHandler {
  static final String ROOT = "/health";

  @Override
  public Response handle(Request request) {
    return switch (request.path()) {
      case ROOT, ROOT + "/ready" -> {
        Health.Readiness readiness = health.readiness();
        yield readiness.ready()
            ? Response.text(200, "ok\n")
            : Response.text(503, readiness.reason() + "\n");
      }
      case ROOT + "/live" -> Response.text(200, "ok\n");
      default -> Response.text(404, "not found\n");
    };
  }
}
