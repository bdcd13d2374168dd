package dev.tidewater.http;

import dev.tidewater.sink.iceberg.catalog.EmbeddedCatalog;
import dev.tidewater.sink.iceberg.rest.EmbeddedRestCatalog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/** A server on a free port with a catalog in a directory. */
final class RunningHttpServer implements AutoCloseable {
  volatile Health.Readiness readiness = new Health.Readiness(true, "");
  private final EmbeddedCatalog catalog;
  private final HttpServices services;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  RunningHttpServer(Path directory) {
    catalog = EmbeddedCatalog.open(directory);
    services =
        new HttpServices(
            () -> readiness, () -> "tidewater_up 1\n", new EmbeddedRestCatalog(catalog));
    server = HttpServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), services);
  }

  HttpServices services() {
    return services;
  }

  int port() {
    return server.address().getPort();
  }

  InetSocketAddress address() {
    return server.address();
  }

  String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(url(path))).build());
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    server.close();
    catalog.close();
  }
}
