package dev.tidewater.sink.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.sink.iceberg.catalog.CatalogConfig;
import dev.tidewater.sink.iceberg.read.TableReader;
import dev.tidewater.sink.iceberg.read.TableSnapshot;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.StoreOptions;
import dev.tidewater.store.local.LocalStore;
import dev.tidewater.types.Column;
import dev.tidewater.types.Decimal;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.ScalarType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IcebergSinkTest {
  static final RelationSchema SCHEMA =
      new RelationSchema(
          List.of(
              new Column(0, "id", ScalarType.INT8, false),
              new Column(1, "name", ScalarType.TEXT, true),
              new Column(2, "price", ScalarType.numeric(38, 2), true)),
          List.of(List.of(0)));

  @TempDir Path directory;
  private CollectionStore store;
  private SinkThreads threads;
  private CatalogConfig catalog;

  @BeforeEach
  void open() {
    store = LocalStore.open(directory.resolve("store"), StoreOptions.defaults());
    threads = SinkThreads.forAllCores(directory.resolve("spill"));
    catalog = new CatalogConfig.Embedded(directory.resolve("lake"));
  }

  @AfterEach
  void close() {
    threads.close();
    store.close();
  }

  private SinkSpec spec() {
    return SinkSpec.upsert(
        "test-u1",
        TestInput.ID,
        SCHEMA,
        new SinkTarget(catalog, "public", "prices"),
        List.of(0),
        SinkOptions.every(Duration.ofSeconds(1)));
  }

  private static Object price(String text) {
    return Decimal.parse(text);
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }

  @Test
  void followsARelationAndGoesOnAfterARestart() {
    TestInput input = TestInput.create(store, SCHEMA);
    input.insert(1L, "a", price("1.50")).insert(2L, null, null).insert(3L, "ç", price("-7.25"));
    input.commitAt(20);

    RecordingListener listener = new RecordingListener();
    try (IcebergSink sink = IcebergSink.start(spec(), store, threads, listener)) {
      listener.awaitFrontier(21);
      input.delete(1L, "a", price("1.50")).insert(1L, "A", price("1.60"));
      input.delete(2L, null, null).insert(4L, "d", price("0.00"));
      input.commitAt(30);
      listener.awaitFrontier(31);
      assertThat(sink.status()).isInstanceOf(SinkStatus.Running.class);
    }

    RecordingListener second = new RecordingListener();
    try (IcebergSink sink = IcebergSink.start(spec(), store, threads, second)) {
      input.insert(5L, "e", price("5.00")).delete(3L, "ç", price("-7.25"));
      input.commitAt(40);
      second.awaitFrontier(41);
      assertThat(sink.status()).isInstanceOf(SinkStatus.Running.class);
    }

    try (TableReader reader = TableReader.open(catalog, "public", "prices")) {
      assertThat(reader.rows())
          .containsExactlyInAnyOrder(
              row(1L, "A", new BigDecimal("1.60")),
              row(4L, "d", new BigDecimal("0.00")),
              row(5L, "e", new BigDecimal("5.00")));
      List<TableSnapshot> snapshots = reader.snapshots();
      assertThat(snapshots)
          .extracting(TableSnapshot::operation)
          .containsExactly("append", "overwrite", "overwrite");
      assertThat(snapshots)
          .extracting(s -> s.frontier().orElseThrow())
          .containsExactly(21L, 31L, 41L);
      assertThat(reader.rowsAt(snapshots.get(0).snapshotId())).hasSize(3);
    }
  }
}
