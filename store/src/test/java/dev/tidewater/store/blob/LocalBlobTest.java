package dev.tidewater.store.blob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.store.disk.LocalDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBlobTest extends BlobContract {
  private final Path root;

  LocalBlobTest(@TempDir Path directory) {
    this.root = directory.resolve("blobs");
  }

  @Override
  protected Blob open() {
    return LocalBlob.open(new LocalDisk(), root);
  }

  @Test
  void temporaryFilesOfACrashAreRemovedAtTheNextOpening() throws IOException {
    BlobOutput abandoned = open().create("c1/x");
    abandoned.write(new byte[10], 0, 10);
    assertThat(files()).hasSize(1);
    open();
    assertThat(files()).isEmpty();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
