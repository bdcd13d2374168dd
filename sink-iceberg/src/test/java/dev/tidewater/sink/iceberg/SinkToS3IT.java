package dev.tidewater.sink.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.sink.iceberg.catalog.AwsConfig;
import dev.tidewater.sink.iceberg.catalog.CatalogConfig;
import dev.tidewater.sink.iceberg.read.TableReader;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.StoreOptions;
import dev.tidewater.store.local.LocalStore;
import dev.tidewater.testkit.component.RealS3;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data and metadata files in an S3 server that checks signatures, behind a REST catalog. */
class SinkToS3IT {
  @TempDir Path directory;

  private static AwsConfig aws(RealS3 s3, String secret) {
    return new AwsConfig(
        s3.accessKeyId(),
        secret,
        Optional.empty(),
        Optional.of(s3.region()),
        Optional.of(s3.endpoint()));
  }

  private static Map<String, String> serverProperties(RealS3 s3) {
    return Map.of(
        "s3.endpoint", s3.endpoint().toString(),
        "s3.access-key-id", s3.accessKeyId(),
        "s3.secret-access-key", s3.secretAccessKey(),
        "s3.path-style-access", "true",
        "client.region", s3.region(),
        "http-client.type", "urlconnection");
  }

  private static SinkSpec spec(CatalogConfig catalog) {
    return SinkSpec.upsert(
        "s3-u1",
        TestInput.ID,
        SinkHarness.SCHEMA,
        new SinkTarget(catalog, "ns", "t"),
        List.of(0),
        SinkOptions.every(Duration.ofSeconds(1)));
  }

  @Test
  void followsARelationInS3AndSaysWhenItsKeyIsWrong() {
    try (RealS3 s3 = RealS3.start()) {
      s3.createBucket("lake");
      try (RestFixture server =
              RestFixture.start(directory.resolve("rest"), "s3://lake/w", serverProperties(s3));
          CollectionStore store =
              LocalStore.open(directory.resolve("store"), StoreOptions.defaults());
          SinkThreads threads = SinkThreads.forAllCores(directory.resolve("spill"))) {
        CatalogConfig.Rest right =
            new CatalogConfig.Rest(
                server.url(),
                Optional.empty(),
                Optional.of(aws(s3, s3.secretAccessKey())),
                Map.of());
        server.createNamespace("ns");
        TestInput input = TestInput.create(store, SinkHarness.SCHEMA);
        input.insert(1L, "a").insert(2L, "b");
        input.commitAt(20);

        RecordingListener refused = new RecordingListener();
        CatalogConfig.Rest wrong =
            new CatalogConfig.Rest(
                server.url(), Optional.empty(), Optional.of(aws(s3, "wrong")), Map.of());
        try (IcebergSink sink = IcebergSink.start(spec(wrong), store, threads, refused)) {
          assertThat(refused.awaitStalled().error().detail()).contains("403");
          assertThat(sink.status()).isInstanceOf(SinkStatus.Stalled.class);
        }

        RecordingListener listener = new RecordingListener();
        try (IcebergSink sink = IcebergSink.start(spec(right), store, threads, listener)) {
          listener.awaitFrontier(21);
          input.delete(1L, "a").insert(1L, "A");
          input.commitAt(30);
          listener.awaitFrontier(31);
          assertThat(sink.status()).isInstanceOf(SinkStatus.Running.class);
        }
        try (TableReader reader = TableReader.open(right, "ns", "t")) {
          assertThat(reader.location()).startsWith("s3://lake/");
          assertThat(reader.rows())
              .containsExactlyInAnyOrder(Arrays.asList(1L, "A"), Arrays.asList(2L, "b"));
        }
      }
    }
  }
}
