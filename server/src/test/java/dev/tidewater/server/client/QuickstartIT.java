package dev.tidewater.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The tour, as a process of its own. */
class QuickstartIT {
  private static final int TIMEOUT_SECONDS = 240;

  @Test
  @Timeout(2 * TIMEOUT_SECONDS)
  void endsAfterSomeCommitsAndGoesOnInItsDirectory(@TempDir Path directory)
      throws IOException, InterruptedException {
    for (int run = 0; run < 2; run++) {
      String output = quickstart(directory.resolve("data"));
      assertThat(output)
          .contains("CREATE SINK IF NOT EXISTS", "Iceberg table public.item_bids")
          .contains("psql -h 127.0.0.1", "spark.sql.catalog.tidewater.uri=http://127.0.0.1")
          .contains("highest_bid", "overwrite")
          .doesNotContain("\u001b")
          .endsWith("Tidewater has stopped.\n");
    }
  }

  private static String quickstart(Path data) throws IOException, InterruptedException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-Dfile.encoding=UTF-8",
                    "-cp",
                    classPath,
                    "dev.tidewater.server.Main",
                    "quickstart",
                    "--once",
                    "--sql-port=0",
                    "--http-port=0",
                    "--data-directory=" + data))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
