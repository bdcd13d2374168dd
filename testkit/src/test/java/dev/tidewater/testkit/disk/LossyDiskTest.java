package dev.tidewater.testkit.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LossyDiskTest {
  private static final Path DIRECTORY = Path.of("/d");
  private static final Path FILE = DIRECTORY.resolve("file");
  private static final Path OTHER = DIRECTORY.resolve("other");

  private final Power power = new Power();

  /** Small seeds next to each other begin with the same numbers; so they are spread. */
  private LossyDisk disk(long seed) {
    LossyDisk disk = new LossyDisk(power, new Random(seed * 0x9E3779B97F4A7C15L));
    disk.createDirectories(DIRECTORY);
    return disk;
  }

  private static void write(LossyDisk disk, Path file, int length) throws IOException {
    try (LossyDisk.OpenFile opened = disk.create(file)) {
      opened.write(filled(length), 0, length);
    }
  }

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    java.util.Arrays.fill(bytes, (byte) 5);
    return bytes;
  }

  @Test
  void whatWasSyncedSurvivesAndTheRestMayGoInPart() throws IOException {
    TreeSet<Integer> lengths = new TreeSet<>();
    for (long seed = 0; seed < 200; seed++) {
      LossyDisk disk = disk(seed);
      try (LossyDisk.OpenFile opened = disk.create(FILE)) {
        opened.write(filled(100), 0, 100);
        opened.sync();
        disk.syncDirectory(DIRECTORY);
        opened.write(filled(50), 0, 50);
      }
      disk.crash();
      byte[] synced = new byte[100];
      try (LossyDisk.OpenFile opened = disk.open(FILE)) {
        opened.read(0, synced, 0, 100);
      }
      assertThat(synced).isEqualTo(filled(100));
      lengths.add(disk.sizeBytes(FILE));
    }
    assertThat(lengths.first()).isEqualTo(100);
    assertThat(lengths.last()).isEqualTo(150);
    assertThat(lengths.size()).isGreaterThan(20);
  }

  @Test
  void aNameThatWasNotSyncedHappenedOrNot() throws IOException {
    int renamed = 0;
    for (long seed = 0; seed < 200; seed++) {
      LossyDisk disk = disk(seed);
      write(disk, FILE, 10);
      disk.syncDirectory(DIRECTORY);
      disk.rename(FILE, OTHER);
      disk.crash();
      assertThat(disk.files()).hasSize(1);
      renamed += disk.files().contains(OTHER) ? 1 : 0;
    }
    assertThat(renamed).isBetween(50, 150);
  }

  @Test
  void aLyingDiskForgetsWhatItSaidWasSynced() throws IOException {
    boolean forgot = false;
    for (long seed = 0; seed < 50; seed++) {
      LossyDisk disk = disk(seed);
      disk.lieAboutSyncs();
      try (LossyDisk.OpenFile opened = disk.create(FILE)) {
        opened.write(filled(100), 0, 100);
        opened.sync();
      }
      disk.syncDirectory(DIRECTORY);
      disk.crash();
      forgot |= disk.sizeBytes(FILE) < 100;
    }
    assertThat(forgot).isTrue();
  }

  @Test
  void aFullDiskTakesAPartAndSaysSo() throws IOException {
    LossyDisk disk = disk(1);
    disk.limitTo(60);
    assertThatThrownBy(() -> write(disk, FILE, 100))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space left on device");
    assertThat(disk.sizeBytes(FILE)).isEqualTo(60);
    disk.delete(FILE);
    disk.unlimited();
    write(disk, FILE, 100);
    assertThat(disk.sizeBytes(FILE)).isEqualTo(100);
  }

  @Test
  void withoutPowerNothingWorksUntilItIsRestored() throws IOException {
    LossyDisk disk = disk(1);
    power.failAfter(1);
    disk.list(DIRECTORY);
    assertThatThrownBy(() -> disk.list(DIRECTORY)).isInstanceOf(PowerLoss.class);
    assertThatThrownBy(() -> disk.delete(FILE)).isInstanceOf(PowerLoss.class);
    assertThat(power.isLost()).isTrue();
    power.restore();
    assertThat(disk.list(DIRECTORY)).isEmpty();
  }

  @Test
  void filesLeftOpenSayWhereTheyWereOpened() throws IOException {
    LossyDisk disk = disk(1);
    LossyDisk.OpenFile opened = disk.create(FILE);
    assertThat(disk.openFiles()).hasSize(1);
    assertThat(disk.openFiles().get(0)).hasStackTraceContaining("LossyDiskTest");
    opened.close();
    assertThat(disk.openFiles()).isEmpty();
    assertThatThrownBy(() -> opened.write(new byte[1], 0, 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> disk.open(OTHER))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("other");
  }
}
