package dev.tidewater.sink.iceberg;

import dev.tidewater.sink.iceberg.catalog.CatalogConfig;
import dev.tidewater.sink.iceberg.catalog.CatalogHandle;
import dev.tidewater.sink.iceberg.catalog.IcebergCatalogs;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.catalog.Catalog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** Against Iceberg's own REST server, on a database of its own. */
class RestCommitProtocolTest extends CommitProtocolContract {
  private @Nullable RestFixture server;
  private @Nullable CatalogHandle handle;

  @Override
  Catalog openCatalog(Path root) {
    RestFixture started = RestFixture.start(root.resolve("rest"));
    server = started;
    CatalogHandle opened =
        IcebergCatalogs.open(
            new CatalogConfig.Rest(started.url(), Optional.empty(), Optional.empty(), Map.of()));
    handle = opened;
    return opened.catalog();
  }

  @AfterEach
  void close() {
    if (handle != null) {
      handle.close();
    }
    if (server != null) {
      server.close();
    }
  }
}
