package dev.tidewater.sink.iceberg.commit;

import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.FileIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that are written and durable, and not yet part of a table.
 *
 * @param schema of the table for which they were written
 * @param io with which they were written
 */
public record StagedFiles(List<DataFile> data, List<DeleteFile> deletes, Schema schema, FileIO io) {
  private static final Logger LOG = LoggerFactory.getLogger(StagedFiles.class);

  public StagedFiles {
    data = List.copyOf(data);
    deletes = List.copyOf(deletes);
  }

  /** No files: there is nothing to commit. */
  public static StagedFiles none(Table table) {
    return new StagedFiles(List.of(), List.of(), table.schema(), table.io());
  }

  public boolean isEmpty() {
    return data.isEmpty() && deletes.isEmpty();
  }

  public int files() {
    return data.size() + deletes.size();
  }

  public long rows() {
    return data.stream().mapToLong(ContentFile::recordCount).sum();
  }

  public long deletedKeys() {
    return deletes.stream().mapToLong(ContentFile::recordCount).sum();
  }

  public long sizeBytes() {
    return all().mapToLong(ContentFile::fileSizeInBytes).sum();
  }

  private Stream<ContentFile<?>> all() {
    return Stream.concat(data.stream(), deletes.stream());
  }

  /**
   * Deletes the files.
   *
   * @param proof that no table holds them
   */
  public void discard(CommitOutcome.FailedClean proof) {
    LOG.debug("Discarding {} files", files(), proof.cause());
    all().forEach(file -> deleteQuietly(io, file.location()));
  }

  /** Deletes a file that nobody refers to; what can't be deleted is left to orphan removal. */
  public static void deleteQuietly(FileIO io, String location) {
    try {
      io.deleteFile(location);
    } catch (RuntimeException e) {
      LOG.info("Could not delete unreferenced file {}", location, e);
    }
  }
}
