package dev.tidewater.coordinator.control;

import dev.tidewater.coordinator.time.TimestampOracle;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches relations that are being made. Until the first contents of a view or a source are
 * written, all at one time, it is not a relation yet: nobody may read it at an earlier time and
 * find it empty.
 */
public final class Births {
  /** The upper of a group that has not been written lies just beyond this time. */
  public static final long BEFORE = 0;

  private static final Logger LOG = LoggerFactory.getLogger(Births.class);

  private final CollectionStore store;
  private final TimestampOracle oracle;

  public Births(CollectionStore store, TimestampOracle oracle) {
    this.store = store;
    this.oracle = oracle;
  }

  /**
   * From its first contents on, every read in the database is at a time at which they are there.
   */
  void show(CollectionId id) {
    then(id, () -> {});
  }

  /**
   * Runs {@code next} when a collection has its first contents and every later read sees them: at
   * once if it has them, never if the collection goes before.
   */
  void then(CollectionId id, Runnable next) {
    CompletableFuture<Void> unused =
        store
            .awaitReadable(id, BEFORE)
            .whenComplete(
                (filled, gone) -> {
                  if (gone == null) {
                    born(id, next);
                  } else {
                    LOG.debug("collection {} went before it was filled", id, gone);
                  }
                });
  }

  private void born(CollectionId id, Runnable next) {
    try {
      store.status(id).ifPresent(status -> oracle.markVisible(status.upper() - 1));
      next.run();
    } catch (RuntimeException e) {
      LOG.error("what waited for collection {} could not go on", id, e);
    }
  }
}
