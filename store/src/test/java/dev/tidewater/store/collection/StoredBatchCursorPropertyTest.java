package dev.tidewater.store.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.store.CollectionId;
import dev.tidewater.store.StoreMetrics;
import dev.tidewater.store.Updates;
import dev.tidewater.store.blob.LocalBlob;
import dev.tidewater.store.collection.BatchStorage.Access;
import dev.tidewater.store.disk.SimulatedDisk;
import dev.tidewater.testkit.disk.LossyDisk;
import dev.tidewater.testkit.disk.Power;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.UpdateCursor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Reading a batch page by page is the same as reading it in memory, whatever is cached. */
class StoredBatchCursorPropertyTest {
  private static final int DISTINCT_ROWS = 9_000;

  @Property(tries = 40)
  void pagesFromABlobWalkAndSeekLikeTheBatchInMemory(
      @ForAll long seed,
      @ForAll @IntRange(max = 9_000) int updates,
      @ForAll @IntRange(max = 2) int cached) {
    Random random = new Random(seed);
    Batch batch = batch(random, updates + 1);
    PageCache cache = new PageCache(cached * 300_000L);
    StoreMetrics metrics = new StoreMetrics();
    LossyDisk disk = new LossyDisk(new Power(), random);
    LocalBlob blob = LocalBlob.open(new SimulatedDisk(disk), Path.of("/b"));
    BatchStorage storage = new BatchStorage(blob, cache, metrics, 1);
    BatchDescriptor written =
        storage.write(new CollectionId(1), new BatchStorage.Bounds(0, 100, 0), batch, 1_000);
    assertThat(written.updates()).isEqualTo(batch.updates());

    for (Access access : Access.values()) {
      UpdateCursor expected = batch.cursor();
      try (UpdateCursor actual = storage.open(written).cursor(access)) {
        compare(random, expected, actual);
      }
    }
    assertThat(cache.heldBytes()).isLessThanOrEqualTo(cache.capacityBytes());
    assertThat(disk.openFiles()).isEmpty();
  }

  private static void compare(Random random, UpdateCursor expected, UpdateCursor actual) {
    int key = 0;
    while (true) {
      boolean more;
      if (random.nextInt(200) == 0) {
        key += random.nextInt(DISTINCT_ROWS / 4);
        byte[] bytes = row(key).getBytes(StandardCharsets.UTF_8);
        more = expected.seek(bytes, 0, bytes.length);
        assertThat(actual.seek(bytes, 0, bytes.length)).isEqualTo(more);
      } else {
        more = expected.next();
        assertThat(actual.next()).isEqualTo(more);
      }
      if (!more) {
        return;
      }
      if (!shown(actual).equals(shown(expected))) {
        assertThat(shown(actual)).isEqualTo(shown(expected));
      }
    }
  }

  private static String shown(UpdateCursor cursor) {
    return new String(cursor.bytes(), cursor.offset(), cursor.length(), StandardCharsets.UTF_8)
        + "@"
        + cursor.time()
        + " "
        + cursor.diff();
  }

  private static Batch batch(Random random, int updates) {
    Updates builder = Updates.updates();
    for (int i = 0; i < updates; i++) {
      // Many times of few rows, so that a row's updates run over the end of a page.
      int row = random.nextInt(4) == 0 ? 17 : random.nextInt(DISTINCT_ROWS);
      builder.add(row(row), random.nextInt(100), 1 + random.nextInt(3));
    }
    return builder.batch();
  }

  private static String row(int number) {
    String digits = String.valueOf(number + 1_000_000);
    return "row" + digits + "-".repeat(number % 40);
  }
}
