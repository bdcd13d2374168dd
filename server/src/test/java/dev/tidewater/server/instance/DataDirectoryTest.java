package dev.tidewater.server.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @Test
  void directoryIsMadeAndHeldByOneAtATime(@TempDir Path parent) {
    Path path = parent.resolve("a/b");
    try (DataDirectory first = DataDirectory.take(path)) {
      assertThat(first.path()).isDirectory();
      assertThatThrownBy(() -> DataDirectory.take(path))
          .isInstanceOfSatisfying(
              TidewaterException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.OBJECT_IN_USE);
                assertThat(e.detail()).contains(Long.toString(ProcessHandle.current().pid()));
              });
    }
    DataDirectory.take(path).close();
  }

  @Test
  void fileInItsPlaceIsAClearError(@TempDir Path parent) throws IOException {
    Path file = Files.createFile(parent.resolve("file"));
    assertThatThrownBy(() -> DataDirectory.take(file))
        .isInstanceOfSatisfying(
            TidewaterException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IO_ERROR));
  }
}
