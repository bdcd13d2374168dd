package dev.tidewater.sink.iceberg.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/**
 * Files on local disk, without Hadoop.
 *
 * <p>A written file is on stable storage, its directory entry included, once its stream is closed:
 * a commit that names it survives a power cut. Locations are {@code file:///path}, as other engines
 * read them, or bare absolute paths; nothing in them is escaped.
 */
public final class LocalFileIO implements FileIO {

  /** Whether a location is one of ours. */
  static boolean handles(String location) {
    return location.startsWith("file:") || location.startsWith("/");
  }

  /** The location of a path, as it is written into table metadata. */
  static String location(Path path) {
    return "file://" + path.toAbsolutePath().normalize();
  }

  static Path path(String location) {
    if (!location.startsWith("file:")) {
      return Path.of(location);
    }
    // file:/p, file:///p and file://localhost/p name the same file.
    String rest = location.substring("file:".length());
    if (rest.startsWith("//")) {
      rest = rest.substring(Math.max(2, rest.indexOf('/', 2)));
    }
    return Path.of(rest);
  }

  @Override
  public InputFile newInputFile(String location) {
    return new LocalInputFile(location, path(location));
  }

  @Override
  public OutputFile newOutputFile(String location) {
    return new LocalOutputFile(location, path(location));
  }

  @Override
  public void deleteFile(String location) {
    try {
      Files.deleteIfExists(path(location));
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Failed to delete file: %s", location);
    }
  }
}
