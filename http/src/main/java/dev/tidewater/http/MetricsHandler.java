package dev.tidewater.http;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** {@code /metrics}: all metrics in Prometheus' text format. */
record MetricsHandler(Supplier<String> scrape) implements RequestHandler {
  static final String ROOT = "/metrics";

  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  @Override
  public Response handle(Request request) {
    return new Response(200, CONTENT_TYPE, scrape.get().getBytes(StandardCharsets.UTF_8));
  }
}
