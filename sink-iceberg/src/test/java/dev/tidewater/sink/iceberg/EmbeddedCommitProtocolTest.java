package dev.tidewater.sink.iceberg;

import dev.tidewater.sink.iceberg.catalog.EmbeddedCatalog;
import java.nio.file.Path;
import org.apache.iceberg.catalog.Catalog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

class EmbeddedCommitProtocolTest extends CommitProtocolContract {
  private @Nullable EmbeddedCatalog embedded;

  @Override
  Catalog openCatalog(Path root) {
    EmbeddedCatalog opened = EmbeddedCatalog.open(root.resolve("lake"));
    embedded = opened;
    return opened.catalog();
  }

  @AfterEach
  void close() {
    if (embedded != null) {
      embedded.close();
    }
  }
}
