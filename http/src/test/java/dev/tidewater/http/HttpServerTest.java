package dev.tidewater.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.types.TidewaterException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpServerTest {
  private RunningHttpServer server;

  @BeforeEach
  void start(@TempDir Path directory) {
    server = new RunningHttpServer(directory);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void healthFollowsReadinessAndLivenessDoesNot() throws Exception {
    assertThat(server.get("/health").statusCode()).isEqualTo(200);
    server.readiness = new Health.Readiness(false, "still opening");
    assertThat(server.get("/health/ready").statusCode()).isEqualTo(503);
    assertThat(server.get("/health").body()).isEqualTo("still opening\n");
    assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void metricsAreInPrometheusFormat() throws Exception {
    HttpResponse<String> metrics = server.get("/metrics");
    assertThat(metrics.body()).isEqualTo("tidewater_up 1\n");
    assertThat(metrics.headers().firstValue("content-type").orElseThrow())
        .startsWith("text/plain; version=0.0.4");
  }

  @Test
  void rootSaysWhatThereIs() throws Exception {
    assertThat(server.get("/").body()).contains("/health", "/metrics", "/iceberg");
    assertThat(server.get("/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void headHasTheLengthAndNoBody() throws Exception {
    HttpResponse<String> head =
        server.send(
            HttpRequest.newBuilder(URI.create(server.url("/health")))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("content-length")).contains("3");
  }

  @Test
  void catalogTakesOnlyJson() throws Exception {
    HttpRequest form =
        HttpRequest.newBuilder(URI.create(server.url("/iceberg/v1/namespaces")))
            .header("content-type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofString("{\"namespace\":[\"x\"]}"))
            .build();
    assertThat(server.send(form).statusCode()).isEqualTo(415);
    assertThat(server.get("/iceberg/v1/config").statusCode()).isEqualTo(200);
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() throws Exception {
    String requests =
        """
        GET /metrics HTTP/1.1
        Host: x

        GET /health HTTP/1.1
        Host: x

        GET /nothing HTTP/1.1
        Host: x
        Connection: close

        """;
    String answers = exchange(requests.replace("\n", "\r\n"));
    assertThat(answers.split("HTTP/1.1 ")).hasSize(4);
    assertThat(answers.indexOf("tidewater_up")).isPositive().isLessThan(answers.indexOf("ok\n"));
    assertThat(answers).endsWith("not found\n");
  }

  @Test
  void garbageIsAnsweredAndTheServerGoesOn() throws Exception {
    assertThat(exchange("\u0001\u0002 nonsense\r\n\r\n")).startsWith("HTTP/1.1 400");
    assertThat(exchange("GET /%zz?%zz HTTP/1.1\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 4");
    assertThat(server.get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  void oversizedBodyIsRefused() throws Exception {
    String answer =
        exchange(
            String.join(
                "\r\n",
                "POST /iceberg/v1/namespaces HTTP/1.1",
                "Connection: close",
                "Content-Length: 999999999",
                "",
                ""));
    assertThat(answer).startsWith("HTTP/1.1 413");
  }

  @Test
  void takenPortIsAClearError() {
    assertThatThrownBy(() -> HttpServer.start(server.address(), server.services()))
        .isInstanceOf(TidewaterException.class)
        .hasMessageContaining("could not listen on");
  }

  /** Sends bytes as they are and reads until the server closes. */
  private String exchange(String request) throws IOException {
    try (Socket socket = new Socket(server.address().getAddress(), server.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
