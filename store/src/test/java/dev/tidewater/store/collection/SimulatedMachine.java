package dev.tidewater.store.collection;

import dev.tidewater.store.StoreOptions;
import dev.tidewater.store.blob.LocalBlob;
import dev.tidewater.store.consensus.MemoryConsensus;
import dev.tidewater.store.disk.SimulatedDisk;
import dev.tidewater.testkit.disk.LossyDisk;
import dev.tidewater.testkit.disk.Power;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** A machine that can lose its power, and the real store on it. */
final class SimulatedMachine {
  private static final Path ROOT = Path.of("/data/blobs");

  /** So small that a few rows pass all ways: inline, blob, flush, roll-up. */
  private static final Limits LIMITS = new Limits(400, 700, 1_500, 1_000);

  static final long RETENTION_MILLIS = 5;

  final Power power = new Power();
  final LossyDisk disk;
  final MemoryConsensus consensus = new MemoryConsensus(power);

  SimulatedMachine(Random random) {
    this.disk = new LossyDisk(power, random);
  }

  DurableCollectionStore openStore(long cacheBytes, long handOverBytes) {
    StoreOptions options =
        StoreOptions.defaults()
            .withMaintenance(StoreOptions.Maintenance.BY_HAND)
            .withRetentionMillis(RETENTION_MILLIS)
            .withCacheBytes(cacheBytes)
            .withHandOverBytes(handOverBytes);
    LocalBlob blob = LocalBlob.open(new SimulatedDisk(disk), ROOT);
    return DurableCollectionStore.open(consensus, blob, options, LIMITS, () -> {});
  }

  /** The power goes and comes back. */
  void crash() {
    power.restore();
    disk.crash();
  }

  /** Names of all blobs that are on the disk, half-written ones included. */
  Set<String> blobsOnDisk() {
    Set<String> names = new TreeSet<>();
    for (Path file : disk.files()) {
      names.add(String.valueOf(file.getFileName()).replace('+', '/'));
    }
    return names;
  }
}
