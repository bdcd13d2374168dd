package dev.tidewater.store.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.store.Append;
import dev.tidewater.store.AppendOutcome;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.GroupId;
import dev.tidewater.store.Hold;
import dev.tidewater.store.Snapshot;
import dev.tidewater.store.StoreOptions;
import dev.tidewater.store.Updates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory that format version 1 wrote opens with every later version, and is written on. */
class GoldenStoreTest {
  private static final CollectionId SMALL = new CollectionId(1);
  private static final CollectionId LARGE = new CollectionId(2);

  @Test
  void aStoreOfVersionOneOpensAndGoesOn(@TempDir Path directory) throws IOException {
    unpack("/golden/store-v1.zip", directory);
    try (CollectionStore store = LocalStore.open(directory, StoreOptions.defaults())) {
      assertThat(store.upper(GroupId.TABLES)).isEqualTo(30);
      assertThat(store.progress(GroupId.TABLES))
          .isEqualTo("progress".getBytes(StandardCharsets.UTF_8));
      assertThat(rowsAt(store, SMALL, 12))
          .containsOnlyKeys("small00000", "small00001", "small00002");
      assertThat(rowsAt(store, LARGE, 14)).isEmpty();
      assertThat(rowsAt(store, LARGE, 28)).hasSize(20_000);
      assertThat(rowsAt(store, LARGE, 29)).hasSize(20_100).containsEntry("staged00099", 1L);
      assertThat(store.existingHold(LARGE, "sink").map(Hold::time)).contains(16L);
      assertThat(store.register("name").read().value()).isEqualTo(new byte[] {1, 2, 3});
      assertThat(store.register("counter").increment()).isEqualTo(2);
      assertThat(store.log("log").read(0)).containsExactly(new byte[] {4}, new byte[] {5});
      Append next =
          new Append(
              GroupId.TABLES,
              30,
              40,
              new TreeMap<>(Map.of(SMALL, Updates.inserted(31, "new"))),
              null);
      assertThat(store.append(next)).isEqualTo(new AppendOutcome.Appended());
    }
    try (CollectionStore store = LocalStore.open(directory, StoreOptions.defaults())) {
      assertThat(rowsAt(store, SMALL, 39)).hasSize(4);
    }
  }

  private static Map<String, Long> rowsAt(CollectionStore store, CollectionId id, long time) {
    try (Snapshot snapshot = store.snapshot(id, time)) {
      return Updates.rows(snapshot.rows());
    }
  }

  private void unpack(String resource, Path directory) throws IOException {
    try (InputStream file = Objects.requireNonNull(getClass().getResourceAsStream(resource));
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path target = directory.resolve(entry.getName());
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        Files.copy(zip, target);
      }
    }
  }
}
