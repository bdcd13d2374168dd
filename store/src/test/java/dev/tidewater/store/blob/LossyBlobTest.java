package dev.tidewater.store.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.store.disk.SimulatedDisk;
import dev.tidewater.testkit.disk.LossyDisk;
import dev.tidewater.testkit.disk.Power;
import dev.tidewater.testkit.disk.PowerLoss;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Local blobs on a disk that loses what was not synced. */
class LossyBlobTest extends BlobContract {
  private static final Path ROOT = Path.of("/blobs");

  private final LossyDisk disk = new LossyDisk(new Power(), new Random(1));

  @Override
  protected Blob open() {
    return LocalBlob.open(new SimulatedDisk(disk), ROOT);
  }

  @Property(tries = 300)
  void afterACrashAtAnyOperationAnObjectIsThereWholeOrNotAtAll(
      @ForAll long seed, @ForAll @IntRange(max = 12) int operations) {
    Power power = new Power();
    LossyDisk lossy = new LossyDisk(power, new Random(seed));
    Blob blob = LocalBlob.open(new SimulatedDisk(lossy), ROOT);
    byte[] content = new byte[3_000];
    Arrays.fill(content, (byte) 9);
    boolean acknowledged = false;
    power.failAfter(operations);
    try {
      blob.put("c1/x", content);
      acknowledged = true;
    } catch (PowerLoss e) {
      assertThat(power.isLost()).isTrue();
    }
    power.restore();
    lossy.crash();
    Blob reopened = LocalBlob.open(new SimulatedDisk(lossy), ROOT);
    if (acknowledged) {
      assertThat(reopened.list("")).hasSize(1);
    }
    for (String name : reopened.list("").keySet()) {
      assertThat(reopened.get(name)).isEqualTo(content);
    }
    assertThat(lossy.files()).hasSize(reopened.list("").size());
  }

  @Test
  void aFullDiskIsToldAndLeavesNothingBehind() {
    Blob blob = open();
    blob.put("a", new byte[100]);
    disk.limitTo(150);
    assertThatThrownBy(() -> blob.put("b", new byte[100]))
        .isInstanceOfSatisfying(
            TidewaterException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DISK_FULL))
        .hasMessageContaining("no space left");
    assertThat(disk.files()).hasSize(1);
    assertThat(disk.openFiles()).isEmpty();
    disk.unlimited();
    blob.put("b", new byte[100]);
    assertThat(blob.list("")).hasSize(2);
  }
}
