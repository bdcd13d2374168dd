package dev.tidewater.server.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting and stopping, around a database that does nothing. */
class TidewaterServerTest {
  private final AtomicInteger openDatabases = new AtomicInteger();

  private TidewaterServer start(ServerOptions options) {
    return TidewaterServer.start(options, EmptyDatabase.counting(openDatabases));
  }

  private static HttpResponse<String> get(TidewaterServer server, String path) throws Exception {
    URI uri = URI.create("http://" + Addresses.display(server.httpAddress()) + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static Connection connect(TidewaterServer server, String password) throws SQLException {
    String url = "jdbc:postgresql://" + Addresses.display(server.sqlAddress()) + "/tidewater";
    return DriverManager.getConnection(url, "tidewater", password);
  }

  @Test
  void servesOnFreePortsUntilClosed(@TempDir Path directory) throws Exception {
    TidewaterServer server = start(ServerOptions.inDirectory(directory));
    try (Connection connection = connect(server, "")) {
      assertThat(connection.createStatement().execute("anything")).isFalse();
      assertThat(get(server, "/health").statusCode()).isEqualTo(200);
      assertThat(get(server, "/metrics").body())
          .contains(
              "tidewater_sql_connections 1.0",
              "tidewater_build_info{version=",
              "jvm_memory_used_bytes",
              "process_uptime_seconds");
      assertThat(get(server, "/iceberg/v1/namespaces").body()).contains("public");
    }
    server.close();
    assertThat(openDatabases).hasValue(0);
    assertThatThrownBy(() -> get(server, "/health")).isInstanceOf(IOException.class);
    start(ServerOptions.inDirectory(directory)).close();
  }

  @Test
  void passwordIsAskedForWhenThereIsOne(@TempDir Path directory) throws Exception {
    ServerOptions options =
        ServerOptions.inDirectory(directory)
            .withAccess(10, Optional.of("secret"), Optional.empty());
    try (TidewaterServer server = start(options)) {
      connect(server, "secret").close();
      assertThatThrownBy(() -> connect(server, "guess")).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void takenPortFailsTheStartAndLeavesNothingBehind(@TempDir Path directory) {
    try (TidewaterServer first = start(ServerOptions.inDirectory(directory.resolve("a")))) {
      ServerOptions second =
          ServerOptions.inDirectory(directory.resolve("b")).withPorts(first.sqlPort(), 0);
      assertThatThrownBy(() -> start(second))
          .isInstanceOfSatisfying(
              TidewaterException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.CANNOT_CONNECT_NOW);
                assertThat(e.getMessage()).contains(Integer.toString(first.sqlPort()));
              });
      assertThat(openDatabases).hasValue(1);
      start(ServerOptions.inDirectory(directory.resolve("b"))).close();
    }
  }

  @Test
  void oneDirectoryHasOneServer(@TempDir Path directory) {
    try (TidewaterServer first = start(ServerOptions.inDirectory(directory))) {
      assertThatThrownBy(() -> start(ServerOptions.inDirectory(first.dataDirectory())))
          .hasMessageContaining("in use by another server");
    }
  }
}
