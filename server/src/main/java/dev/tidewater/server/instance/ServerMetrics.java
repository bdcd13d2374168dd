package dev.tidewater.server.instance;

import dev.tidewater.coordinator.Coordinator;
import dev.tidewater.coordinator.ObjectMetrics;
import dev.tidewater.coordinator.SinkMetrics;
import dev.tidewater.pgwire.PgWireServer;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The metrics of one server: those of its process and JVM under Micrometer's names, its own as
 * {@code tidewater_…}.
 */
final class ServerMetrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbageCollector = new JvmGcMetrics();

  /** What brings values up to date that come and go with the objects; before each scrape. */
  private final List<Runnable> refreshments = new CopyOnWriteArrayList<>();

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

  void watch(Coordinator coordinator) {
    Gauge.builder("tidewater.sessions", coordinator, Coordinator::openSessions)
        .description("Sessions open")
        .register(registry);
    MultiGauge lag =
        gauges("tidewater.object.lag.seconds", "How far an object is behind the clock");
    MultiGauge rows = gauges("tidewater.sink.rows", "Rows committed since the start");
    MultiGauge bytes = gauges("tidewater.sink.bytes", "Bytes committed since the start");
    MultiGauge conflicts = gauges("tidewater.sink.conflicts", "Commits that came too late");
    MultiGauge stalled = gauges("tidewater.sink.stalled", "1 for a sink that can't go on");
    refreshments.add(
        () -> {
          lag.register(coordinator.objectMetrics().stream().map(ServerMetrics::lag).toList(), true);
          List<SinkMetrics> sinks = coordinator.sinkMetrics();
          rows.register(sinks.stream().map(s -> row(s, s.rows())).toList(), true);
          bytes.register(sinks.stream().map(s -> row(s, s.bytes())).toList(), true);
          conflicts.register(sinks.stream().map(s -> row(s, s.conflicts())).toList(), true);
          stalled.register(sinks.stream().map(s -> row(s, s.stalled() ? 1 : 0)).toList(), true);
        });
  }

  private MultiGauge gauges(String name, String description) {
    return MultiGauge.builder(name).description(description).register(registry);
  }

  private static MultiGauge.Row<Number> lag(ObjectMetrics object) {
    return MultiGauge.Row.of(
        Tags.of("object", object.name(), "type", object.type()), object.lagMillis() / 1_000.0);
  }

  private static MultiGauge.Row<Number> row(SinkMetrics sink, long value) {
    return MultiGauge.Row.of(Tags.of("sink", sink.name()), value);
  }

  String scrape() {
    refreshments.forEach(Runnable::run);
    return registry.scrape();
  }

  @Override
  public void close() {
    garbageCollector.close();
    registry.close();
  }
}
