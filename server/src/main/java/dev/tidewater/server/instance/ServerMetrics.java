package dev.tidewater.server.instance;

import dev.tidewater.pgwire.PgWireServer;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/**
 * The metrics of one server: those of its process and JVM under Micrometer's names, its own as
 * {@code tidewater_…}.
 */
final class ServerMetrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbageCollector = new JvmGcMetrics();

  ServerMetrics() {
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    garbageCollector.bindTo(registry);
    Gauge.builder("tidewater.build.info", () -> 1)
        .description("Always 1; the label is the version")
        .tag("version", Version.current())
        .register(registry);
  }

  /** For other parts to register theirs with. */
  PrometheusMeterRegistry registry() {
    return registry;
  }

  void watch(PgWireServer server) {
    Gauge.builder("tidewater.sql.connections", server, PgWireServer::openConnections)
        .description("SQL clients connected")
        .register(registry);
    FunctionCounter.builder(
            "tidewater.sql.connections.accepted", server, PgWireServer::acceptedConnections)
        .description("SQL clients accepted since the start")
        .register(registry);
  }

  String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    garbageCollector.close();
    registry.close();
  }
}
