package dev.tidewater.sink.iceberg.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.sink.iceberg.catalog.EmbeddedCatalog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRestCatalogTest {
  private static final String SCHEMA =
      "{\"type\":\"struct\",\"schema-id\":0,\"fields\":"
          + "[{\"id\":1,\"name\":\"n\",\"required\":true,\"type\":\"long\"}]}";

  @TempDir private Path directory;
  private EmbeddedCatalog embedded;
  private EmbeddedRestCatalog rest;

  @BeforeEach
  void open() {
    embedded = EmbeddedCatalog.open(directory);
    rest = new EmbeddedRestCatalog(embedded);
  }

  @AfterEach
  void close() {
    embedded.close();
  }

  private RestResponse call(String method, String path, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return rest.handle(new RestRequest(method, path, Map.of(), bytes));
  }

  private static String text(RestResponse response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private RestResponse createTable(String name, String more) {
    return call(
        "POST",
        "v1/namespaces/public/tables",
        "{\"name\":\"" + name + "\",\"schema\":" + SCHEMA + more + "}");
  }

  @Test
  void configurationNamesTheEndpointsThatAreServed() {
    RestResponse config = call("GET", "v1/config", "");
    assertThat(config.status()).isEqualTo(200);
    assertThat(text(config))
        .contains(
            "GET /v1/{prefix}/namespaces\"", "POST /v1/{prefix}/namespaces/{namespace}/tables")
        .doesNotContain("views");
  }

  @Test
  void unknownPathsAndMethodsAreSaidToBeSo() {
    assertThat(call("GET", "v1/nowhere", "").status()).isEqualTo(404);
    assertThat(call("GET", "v1/namespaces/public/views", "").status()).isEqualTo(404);
    assertThat(call("PATCH", "v1/namespaces", "").status()).isEqualTo(405);
  }

  @Test
  void tableIsMadeLoadedAndDropped() {
    assertThat(createTable("t", "").status()).isEqualTo(200);
    assertThat(text(call("GET", "v1/namespaces/public/tables/t", "")))
        .contains("\"metadata-location\"", "\"table-uuid\"");
    assertThat(call("HEAD", "v1/namespaces/public/tables/t", "").status()).isEqualTo(204);
    assertThat(createTable("t", "").status()).isEqualTo(409);
    assertThat(call("DELETE", "v1/namespaces/public/tables/t", "").status()).isEqualTo(204);
    assertThat(call("HEAD", "v1/namespaces/public/tables/t", "").status()).isEqualTo(404);
  }

  @Test
  void errorsCarryTheNameFromWhichClientsMakeTheirException() {
    assertThat(text(call("GET", "v1/namespaces/public/tables/missing", "")))
        .contains("\"type\":\"NoSuchTableException\"", "\"code\":404");
    assertThat(text(call("GET", "v1/namespaces/missing", "")))
        .contains("\"type\":\"NoSuchNamespaceException\"");
  }

  @Test
  void namespaceWithTablesIsNotDropped() {
    createTable("t", "");
    RestResponse dropped = call("DELETE", "v1/namespaces/public", "");
    assertThat(dropped.status()).isEqualTo(409);
    assertThat(text(dropped)).contains("NamespaceNotEmptyException");
  }

  @Test
  void malformedBodiesAreTheClientsFault() {
    for (String body : new String[] {"", "{", "null", "[]", "{\"name\":\"t\"}", "\"t\""}) {
      assertThat(call("POST", "v1/namespaces/public/tables", body).status())
          .as("body %s", body)
          .isEqualTo(400);
    }
  }

  @Test
  void locationsOutsideOfTheWarehouseAreRefused() {
    String inside = embedded.warehouseLocation() + "/elsewhere";
    assertThat(createTable("a", ",\"location\":\"" + inside + "\"").status()).isEqualTo(200);
    for (String outside :
        new String[] {
          "file:///etc/t", "/etc/t", inside + "/../../../t", "s3://bucket/t", "file:%2fetc", ":"
        }) {
      RestResponse refused = createTable("b", ",\"location\":\"" + outside + "\"");
      assertThat(refused.status()).as(outside).isEqualTo(403);
    }
    assertThat(
            createTable("c", ",\"properties\":{\"write.metadata.path\":\"file:///etc\"}").status())
        .isEqualTo(403);
    assertThat(
            call(
                    "POST",
                    "v1/namespaces/public/tables/a",
                    "{\"requirements\":[],\"updates\":[{\"action\":\"set-location\",\"location\":\"file:///etc\"}]}")
                .status())
        .isEqualTo(403);
  }

  @Test
  void updateOfAStateThatIsGoneIsAConflict() {
    createTable("t", "");
    RestResponse conflict =
        call(
            "POST",
            "v1/namespaces/public/tables/t",
            "{\"requirements\":[{\"type\":\"assert-current-schema-id\",\"current-schema-id\":7}],"
                + "\"updates\":[{\"action\":\"set-properties\",\"updates\":{\"a\":\"b\"}}]}");
    assertThat(conflict.status()).isEqualTo(409);
    assertThat(text(conflict)).contains("CommitFailedException");
  }
}
