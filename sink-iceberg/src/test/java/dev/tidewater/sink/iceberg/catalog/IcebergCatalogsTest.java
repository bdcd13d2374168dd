package dev.tidewater.sink.iceberg.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.catalog.Namespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IcebergCatalogsTest {
  @TempDir Path directory;

  private static CatalogConfig.Rest rest(String url) {
    return new CatalogConfig.Rest(
        URI.create(url), Optional.empty(), Optional.empty(), Map.of("token", "do-not-show"));
  }

  @Test
  void embeddedCatalogHasItsDefaultNamespaceAndKeepsWhatWasMade() {
    CatalogConfig config = new CatalogConfig.Embedded(directory.resolve("lake"));
    assertThat(IcebergCatalogs.validate(config)).containsExactly("public");
    try (EmbeddedCatalog catalog = EmbeddedCatalog.open(directory.resolve("lake"))) {
      catalog.catalog().createNamespace(Namespace.of("other"));
      assertThat(catalog.warehouseLocation()).startsWith("file:///");
    }
    assertThat(IcebergCatalogs.validate(config)).containsExactlyInAnyOrder("public", "other");
    assertThat(IcebergCatalogs.namespaceExists(config, "other")).isTrue();
    assertThat(IcebergCatalogs.namespaceExists(config, "missing")).isFalse();
  }

  @Test
  void embeddedCatalogIsOneInstanceUntilTheLastUserCloses() {
    EmbeddedCatalog first = EmbeddedCatalog.open(directory);
    EmbeddedCatalog second = EmbeddedCatalog.open(directory);
    assertThat(second).isSameAs(first);
    first.close();
    assertThat(second.catalog().listNamespaces()).hasSize(1);
    second.close();
  }

  @Test
  void catalogThatIsDownIsToldFromOneThatDoesNotExist() throws IOException {
    int closedPort;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closedPort = socket.getLocalPort();
    }
    assertThatExceptionOfType(TidewaterException.class)
        .isThrownBy(() -> IcebergCatalogs.validate(rest("http://127.0.0.1:" + closedPort)))
        .withMessage("could not connect to catalog http://127.0.0.1:" + closedPort)
        .matches(e -> e.code() == ErrorCode.EXTERNAL_SYSTEM && e.hint() != null);
    assertThatExceptionOfType(TidewaterException.class)
        .isThrownBy(() -> IcebergCatalogs.validate(rest("http://no-such-host.invalid/api")))
        .withMessage("the host of catalog http://no-such-host.invalid/api could not be found");
  }

  @Test
  void serverThatIsNoCatalogIsRecognised() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] page = "<html>hello</html>".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      assertThatExceptionOfType(TidewaterException.class)
          .isThrownBy(() -> IcebergCatalogs.validate(rest(url)))
          .withMessage("catalog " + url + " did not answer like an Iceberg REST catalog")
          .matches(e -> e.hint() != null);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void urlsThatAreNoneAreRefusedBeforeAnythingIsAsked() {
    for (String url : List.of("catalog.example.com", "ftp://example.com/x", "file:///tmp")) {
      assertThatExceptionOfType(TidewaterException.class)
          .isThrownBy(() -> IcebergCatalogs.validate(rest(url)))
          .matches(e -> e.code() == ErrorCode.INVALID_PARAMETER_VALUE);
    }
  }

  @Test
  void secretsAreNotShown() {
    AwsConfig aws =
        new AwsConfig(
            "key-id",
            "do-not-show",
            Optional.of("do-not-show"),
            Optional.empty(),
            Optional.empty());
    CatalogConfig.Rest config =
        new CatalogConfig.Rest(
            URI.create("http://localhost"),
            Optional.of("w"),
            Optional.of(aws),
            Map.of("token", "do-not-show"));
    assertThat(config.toString()).contains("key-id", "token").doesNotContain("do-not-show");
  }
}
