package dev.tidewater.sink.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidewater.sink.iceberg.catalog.CatalogConfig;
import dev.tidewater.sink.iceberg.catalog.EmbeddedCatalog;
import dev.tidewater.sink.iceberg.table.SinkMode;
import dev.tidewater.sink.iceberg.write.TableWriter.KeyProof;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.StoreOptions;
import dev.tidewater.store.local.LocalStore;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees when a running sink can't go on, and that it recovers by itself. */
class SinkFailuresTest {
  @TempDir Path directory;
  private CollectionStore store;
  private SinkThreads threads;
  private CatalogConfig catalog;
  private TestInput input;

  @BeforeEach
  void open() {
    store = LocalStore.open(directory.resolve("store"), StoreOptions.defaults());
    threads = SinkThreads.forAllCores(directory.resolve("spill"));
    catalog = new CatalogConfig.Embedded(directory.resolve("lake"));
    input = TestInput.create(store, SinkHarness.SCHEMA);
    input.insert(1L, "a");
    input.commitAt(20);
  }

  @AfterEach
  void close() {
    threads.close();
    store.close();
  }

  private SinkSpec spec(CatalogConfig target, String namespace) {
    return SinkSpec.upsert(
        "failures-u1",
        TestInput.ID,
        SinkHarness.SCHEMA,
        new SinkTarget(target, namespace, "t"),
        List.of(0),
        SinkOptions.every(Duration.ofSeconds(1)));
  }

  @Test
  void missingNamespaceIsNamedAndTheSinkGoesOnWhenItIsThere() {
    RecordingListener listener = new RecordingListener();
    try (IcebergSink sink = IcebergSink.start(spec(catalog, "missing"), store, threads, listener)) {
      TidewaterException error = listener.awaitStalled().error();
      assertThat(error)
          .hasMessage("namespace \"missing\" does not exist in the catalog")
          .extracting(TidewaterException::code)
          .isEqualTo(ErrorCode.INVALID_SCHEMA_NAME);
      try (EmbeddedCatalog embedded = EmbeddedCatalog.open(directory.resolve("lake"))) {
        embedded.catalog().createNamespace(Namespace.of("missing"));
      }
      listener.awaitFrontier(21);
      assertThat(sink.status()).isNotInstanceOf(SinkStatus.Stopped.class);
    }
    assertThat(listener.statuses()).last().isInstanceOf(SinkStatus.Stopped.class);
  }

  @Test
  void tableThatDoesNotFitIsRefusedFieldByField() {
    try (EmbeddedCatalog embedded = EmbeddedCatalog.open(directory.resolve("lake"))) {
      embedded
          .catalog()
          .createTable(
              TableIdentifier.of("public", "t"),
              new Schema(
                  Types.NestedField.required(1, "id", Types.IntegerType.get()),
                  Types.NestedField.required(2, "other", Types.StringType.get())));
    }
    RecordingListener listener = new RecordingListener();
    try (IcebergSink sink = IcebergSink.start(spec(catalog, "public"), store, threads, listener)) {
      assertThat(listener.awaitStalled().error())
          .hasMessage(
              "Iceberg table \"public.t\" does not fit the relation: field \"id\" is int, expected"
                  + " long; field \"name\" is missing, expected optional string; field \"other\" is"
                  + " required and the relation does not have it");
      assertThat(sink.status()).isInstanceOf(SinkStatus.Stalled.class);
    }
  }

  @Test
  void unreachableCatalogStallsTheSinkWithAHint() {
    CatalogConfig nowhere =
        new CatalogConfig.Rest(
            URI.create("http://127.0.0.1:1"), Optional.empty(), Optional.empty(), Map.of());
    RecordingListener listener = new RecordingListener();
    try (IcebergSink sink = IcebergSink.start(spec(nowhere, "ns"), store, threads, listener)) {
      TidewaterException error = listener.awaitStalled().error();
      assertThat(error).hasMessage("could not connect to catalog http://127.0.0.1:1");
      assertThat(error.hint()).isNotNull();
      assertThat(sink.status()).isInstanceOf(SinkStatus.Stalled.class);
    }
  }

  @Test
  void newerSinkEndsTheOlderOne() {
    RecordingListener first = new RecordingListener();
    RecordingListener second = new RecordingListener();
    try (IcebergSink older = IcebergSink.start(spec(catalog, "public"), store, threads, first)) {
      first.awaitFrontier(21);
      try (IcebergSink newer = IcebergSink.start(spec(catalog, "public"), store, threads, second)) {
        input.insert(2L, "b");
        input.commitAt(30);
        second.awaitFrontier(31);
        assertThat(first.awaitStalled().error().code()).isEqualTo(ErrorCode.FENCED);
        assertThat(older.status()).isInstanceOf(SinkStatus.Stalled.class);
        assertThat(newer.status()).isInstanceOf(SinkStatus.Running.class);
      }
    }
  }

  @Test
  void duplicateKeyStallsUntilItIsGone() {
    RecordingListener listener = new RecordingListener();
    SinkSpec notEnforced =
        new SinkSpec(
            "failures-u2",
            TestInput.ID,
            SinkHarness.SCHEMA,
            new SinkTarget(catalog, "public", "t"),
            List.of(1),
            KeyProof.NOT_ENFORCED,
            SinkMode.UPSERT,
            SinkOptions.every(Duration.ofSeconds(1)));
    try (IcebergSink sink = IcebergSink.start(notEnforced, store, threads, listener)) {
      listener.awaitFrontier(21);
      input.insert(2L, "same").insert(3L, "same");
      input.commitAt(30);
      assertThat(listener.awaitStalled().error())
          .hasMessageContaining("key (name)=(same) has more than one row");
      input.delete(3L, "same");
      input.commitAt(40);
      listener.awaitFrontier(41);
      assertThat(sink.status()).isInstanceOf(SinkStatus.Running.class);
    }
  }

  @Test
  void shorterIntervalsThanASecondAreRefused() {
    assertThatExceptionOfType(TidewaterException.class)
        .isThrownBy(() -> SinkOptions.every(Duration.ofMillis(500)))
        .withMessage("COMMIT INTERVAL must be at least 1 second");
  }
}
