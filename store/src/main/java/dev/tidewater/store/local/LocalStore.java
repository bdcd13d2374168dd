package dev.tidewater.store.local;

import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.StoreOptions;
import dev.tidewater.store.blob.LocalBlob;
import dev.tidewater.store.collection.DurableCollectionStore;
import dev.tidewater.store.consensus.Consensus;
import dev.tidewater.store.consensus.SqliteConsensus;
import dev.tidewater.store.disk.Disk;
import dev.tidewater.store.disk.DiskErrors;
import dev.tidewater.store.disk.LocalDisk;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Opens a store in a directory: SQLite for consensus ({@code consensus.db}), files for batches
 * ({@code blobs/}), and a lock so that one process has it at a time ({@code LOCK}).
 */
public final class LocalStore {
  private LocalStore() {}

  /**
   * Opens the store, or makes a new one in a directory that is empty or missing. What a crash left
   * is cleared away.
   *
   * @throws dev.tidewater.types.TidewaterException {@code OBJECT_IN_USE} if another process has it
   *     open
   */
  public static CollectionStore open(Path directory, StoreOptions options) {
    Disk disk = new LocalDisk();
    Path root = directory.toAbsolutePath();
    try {
      disk.createDirectories(root);
    } catch (IOException e) {
      throw DiskErrors.translate("make the directory", root, e);
    }
    DirectoryLock lock = DirectoryLock.acquire(root);
    try {
      return open(disk, root, options, lock);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static CollectionStore open(
      Disk disk, Path root, StoreOptions options, DirectoryLock lock) {
    Consensus consensus = SqliteConsensus.open(root.resolve("consensus.db"));
    try {
      disk.syncDirectory(root);
      LocalBlob blob = LocalBlob.open(disk, root.resolve("blobs"));
      return DurableCollectionStore.open(consensus, blob, options, lock::close);
    } catch (IOException e) {
      consensus.close();
      throw DiskErrors.translate("sync", root, e);
    } catch (RuntimeException e) {
      consensus.close();
      throw e;
    }
  }
}
