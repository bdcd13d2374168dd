package dev.tidewater.sink.iceberg.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFileIOTest {
  private final LocalFileIO io = new LocalFileIO();
  @TempDir Path directory;

  @Test
  void locationsNameTheSameFileHoweverTheyAreWritten() {
    Path path = Path.of("/a b/c%20d");
    assertThat(LocalFileIO.path("file:///a b/c%20d")).isEqualTo(path);
    assertThat(LocalFileIO.path("file:/a b/c%20d")).isEqualTo(path);
    assertThat(LocalFileIO.path("file://localhost/a b/c%20d")).isEqualTo(path);
    assertThat(LocalFileIO.path("/a b/c%20d")).isEqualTo(path);
    assertThat(LocalFileIO.location(path)).isEqualTo("file:///a b/c%20d");
  }

  @Test
  void whatIsWrittenInPiecesIsReadBack() throws IOException {
    byte[] expected = new byte[300_000];
    Random random = new Random(1);
    random.nextBytes(expected);
    String location = LocalFileIO.location(directory.resolve("new/directories/file"));
    try (PositionOutputStream out = io.newOutputFile(location).create()) {
      int at = 0;
      while (at < expected.length) {
        assertThat(out.getPos()).isEqualTo(at);
        int length = Math.min(random.nextInt(100_000), expected.length - at);
        if (length == 1) {
          out.write(expected[at]);
        } else {
          out.write(expected, at, length);
        }
        at += length;
      }
    }
    assertThat(io.newInputFile(location).getLength()).isEqualTo(expected.length);
    try (SeekableInputStream in = io.newInputFile(location).newStream()) {
      in.seek(250_000);
      assertThat(in.read()).isEqualTo(expected[250_000] & 0xff);
      assertThat(in.getPos()).isEqualTo(250_001);
      in.seek(0);
      assertThat(in.readAllBytes()).isEqualTo(expected);
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void existingAndMissingFilesAreToldApart() throws IOException {
    String location = LocalFileIO.location(directory.resolve("file"));
    io.newOutputFile(location).create().close();
    assertThatThrownBy(() -> io.newOutputFile(location).create())
        .isInstanceOf(AlreadyExistsException.class);
    io.newOutputFile(location).createOrOverwrite().close();
    io.deleteFile(location);
    io.deleteFile(location);
    assertThat(Files.exists(directory.resolve("file"))).isFalse();
    assertThatThrownBy(() -> io.newInputFile(location).newStream())
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> io.newInputFile(location).getLength())
        .isInstanceOf(NotFoundException.class);
  }
}
