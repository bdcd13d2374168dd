package dev.tidewater.source.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.store.CollectionId;
import dev.tidewater.store.ingest.SourceListener;
import dev.tidewater.store.ingest.SourceStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadGeneratorSourceTest {
  @TempDir Path directory;

  @Test
  void makesTicksByItselfUntilClosed()
      throws InterruptedException, ExecutionException, TimeoutException {
    try (House house =
        new House(directory, new LoadGenerator.Counter(LoadGenerator.Counter.UNLIMITED))) {
      LoadGeneratorSpec spec =
          new LoadGeneratorSpec(
              house.generator,
              House.GROUP,
              house.collections,
              Duration.ofMillis(5),
              0,
              LoadGeneratorSpec.NO_END,
              2);
      LoadGeneratorSource source =
          LoadGeneratorSource.start(
              spec, house.store, System::currentTimeMillis, SourceListener.ignoring());
      CollectionId counter = Objects.requireNonNull(house.collections.get("counter"));
      house
          .store
          .awaitReadable(counter, System.currentTimeMillis() + 100)
          .get(30, TimeUnit.SECONDS);
      assertThat(source.status()).isInstanceOf(SourceStatus.Running.class);
      source.close();
      assertThat(source.status()).isInstanceOf(SourceStatus.Finished.class);
      assertThat(house.rows("counter")).hasSizeGreaterThan(10);
    }
  }
}
