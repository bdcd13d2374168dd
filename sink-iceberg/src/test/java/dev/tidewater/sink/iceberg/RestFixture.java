package dev.tidewater.sink.iceberg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.rest.RESTCatalogAdapter;
import org.apache.iceberg.rest.RESTCatalogServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Iceberg's REST catalog server, from its own test fixtures, over a JDBC catalog on SQLite. */
final class RestFixture implements AutoCloseable {
  private final Server server;
  private final JdbcCatalog catalog;

  private RestFixture(Server server, JdbcCatalog catalog) {
    this.server = server;
    this.catalog = catalog;
  }

  /** Starts a server whose warehouse is the directory. */
  static RestFixture start(Path directory) {
    return start(directory, "file://" + directory.resolve("warehouse"), Map.of());
  }

  /**
   * @param properties of the catalog behind the server, such as how it reaches S3
   */
  static RestFixture start(Path directory, String warehouse, Map<String, String> properties) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> all = new HashMap<>(properties);
    all.put("uri", "jdbc:sqlite:" + directory.resolve("catalog.db"));
    all.put("jdbc.schema-version", "V1");
    all.put("warehouse", warehouse);
    all.putIfAbsent("io-impl", "dev.tidewater.sink.iceberg.catalog.RoutingFileIO");
    JdbcCatalog catalog = new JdbcCatalog();
    catalog.initialize("fixture", all);
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    ServletContextHandler context = new ServletContextHandler(ServletContextHandler.NO_SESSIONS);
    context.addServlet(
        new ServletHolder(new RESTCatalogServlet(new RESTCatalogAdapter(catalog))), "/*");
    server.setHandler(context);
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("Jetty does not start", e);
    }
    return new RestFixture(server, catalog);
  }

  URI url() {
    int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    return URI.create("http://127.0.0.1:" + port);
  }

  void createNamespace(String name) {
    catalog.createNamespace(Namespace.of(name));
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Jetty does not stop", e);
    }
    catalog.close();
  }
}
