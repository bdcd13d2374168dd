package dev.tidewater.sink.iceberg.table;

import org.apache.iceberg.LocationProviders;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.exceptions.CleanableFailure;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/**
 * A table's operations held at one state: a commit through them replaces exactly that state or
 * fails. The library's own commit reloads the table and carries its changes over to whatever it
 * finds, which is a commit on a state that nobody checked. For one thread.
 */
public final class PinnedOperations implements TableOperations {
  /** Somebody committed in between; the library, which would retry, doesn't know this type. */
  public static final class Conflict extends RuntimeException implements CleanableFailure {
    Conflict(CommitFailedException cause) {
      super(cause.getMessage(), cause);
    }
  }

  private final TableOperations operations;
  private final TableMetadata state;

  /** What the library sees: the state, and once that is replaced, what replaced it. */
  private TableMetadata seen;

  private boolean sent;

  public PinnedOperations(TableOperations operations, TableMetadata state) {
    this.operations = operations;
    this.state = state;
    this.seen = state;
  }

  /** Whether a commit was handed to the catalog, so that its outcome is the catalog's to tell. */
  public boolean sent() {
    return sent;
  }

  @Override
  public TableMetadata current() {
    return seen;
  }

  @Override
  public TableMetadata refresh() {
    return seen;
  }

  @Override
  public void commit(TableMetadata base, TableMetadata metadata) {
    if (base != state) {
      throw new IllegalStateException("a commit on another state than the one checked");
    }
    sent = true;
    try {
      operations.commit(base, metadata);
      seen = metadata;
    } catch (CommitFailedException e) {
      throw new Conflict(e);
    }
  }

  @Override
  public FileIO io() {
    return operations.io();
  }

  @Override
  public EncryptionManager encryption() {
    return operations.encryption();
  }

  @Override
  public String metadataFileLocation(String fileName) {
    return operations.metadataFileLocation(fileName);
  }

  @Override
  public LocationProvider locationProvider() {
    return LocationProviders.locationsFor(state.location(), state.properties());
  }

  @Override
  public TableOperations temp(TableMetadata uncommittedMetadata) {
    return operations.temp(uncommittedMetadata);
  }

  @Override
  public long newSnapshotId() {
    return operations.newSnapshotId();
  }

  @Override
  public boolean requireStrictCleanup() {
    return true;
  }
}
