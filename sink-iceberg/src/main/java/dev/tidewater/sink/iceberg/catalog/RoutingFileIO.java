package dev.tidewater.sink.iceberg.catalog;

import java.util.Map;
import org.apache.iceberg.aws.s3.S3FileIO;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.jspecify.annotations.Nullable;

/**
 * Sends each location to the file access that knows its scheme: local disk, or S3. Made by
 * reflection by Iceberg's catalogs, which then call {@link #initialize}. Safe for many threads.
 */
public final class RoutingFileIO implements FileIO {
  private final LocalFileIO local = new LocalFileIO();
  private Map<String, String> properties = Map.of();
  private transient volatile @Nullable FileIO s3;

  @Override
  public void initialize(Map<String, String> newProperties) {
    this.properties = Map.copyOf(newProperties);
  }

  @Override
  public Map<String, String> properties() {
    return properties;
  }

  @Override
  public InputFile newInputFile(String location) {
    return route(location).newInputFile(location);
  }

  @Override
  public InputFile newInputFile(String location, long length) {
    return route(location).newInputFile(location, length);
  }

  @Override
  public OutputFile newOutputFile(String location) {
    return route(location).newOutputFile(location);
  }

  @Override
  public void deleteFile(String location) {
    route(location).deleteFile(location);
  }

  private FileIO route(String location) {
    if (LocalFileIO.handles(location)) {
      return local;
    }
    if (location.startsWith("s3:") || location.startsWith("s3a:") || location.startsWith("s3n:")) {
      return s3();
    }
    throw new ValidationException("No access to files at this kind of location: %s", location);
  }

  private synchronized FileIO s3() {
    FileIO existing = s3;
    if (existing == null) {
      existing = new S3FileIO();
      existing.initialize(properties);
      s3 = existing;
    }
    return existing;
  }

  @Override
  public synchronized void close() {
    FileIO existing = s3;
    if (existing != null) {
      existing.close();
    }
  }
}
