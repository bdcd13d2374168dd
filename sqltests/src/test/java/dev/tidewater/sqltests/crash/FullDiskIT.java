package dev.tidewater.sqltests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.testkit.component.SmallDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the whole server fills up while tables, a view and a sink are at work on it. */
class FullDiskIT {
  private static final int SMALL_MEBIBYTES = 48;
  private static final int AMPLE_MEBIBYTES = 512;
  private static final int ROWS_PER_INSERT = 1_000;
  private static final String DISK_FULL = "53100";

  /** More than the disk holds, whatever is compressed. */
  private static final int MOST_INSERTS = 200;

  private final Random random = new Random(7);

  @Test
  void acceptedRowsStayOthersAreRefusedAndAllGoesOnWithRoom(@TempDir Path directory)
      throws Exception {
    Path mount = Files.createDirectory(directory.resolve("disk"));
    try (SmallDisk disk = SmallDisk.mount(mount, SMALL_MEBIBYTES, directory.resolve("disk.log"));
        TidewaterProcess server =
            new TidewaterProcess(
                disk.enter(), mount.resolve("data"), directory.resolve("server.log"))) {
      server.awaitReady();
      server.execute(
          "CREATE TABLE t (id bigint PRIMARY KEY, filler text)",
          "CREATE MATERIALIZED VIEW v AS SELECT count(*) AS n FROM t",
          "CREATE SINK s FROM t INTO ICEBERG CATALOG CONNECTION embedded_catalog"
              + " (NAMESPACE 'public', TABLE 't') KEY (id) MODE UPSERT"
              + " WITH (COMMIT INTERVAL '1s')");

      long accepted = fill(server);

      assertThat(server.query("SELECT count(*) FROM t")).containsExactly(Long.toString(accepted));
      disk.grow(AMPLE_MEBIBYTES);
      server.await(() -> committed(server) == accepted);
      server.execute("INSERT INTO t VALUES (-1, 'there is room')");
      server.kill();
      server.startAgain();
      server.awaitReady();
      assertThat(server.query("SELECT count(*) FROM t"))
          .containsExactly(Long.toString(accepted + 1));
      assertThat(server.query("SELECT n FROM v")).containsExactly(Long.toString(accepted + 1));
    }
  }

  /** Inserts until the disk is full and gives the count of rows that were acknowledged. */
  private long fill(TidewaterProcess server) {
    for (int insert = 0; insert < MOST_INSERTS; insert++) {
      long first = (long) insert * ROWS_PER_INSERT;
      try {
        server.execute(insertOf(first));
      } catch (SQLException e) {
        assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(DISK_FULL);
        return first;
      }
    }
    throw new AssertionError("the disk is not full after " + MOST_INSERTS + " statements");
  }

  private String insertOf(long first) {
    return IntStream.range(0, ROWS_PER_INSERT)
        .mapToObj(i -> "(" + (first + i) + ", '" + incompressible() + "')")
        .collect(Collectors.joining(", ", "INSERT INTO t VALUES ", ""));
  }

  private String incompressible() {
    return random
        .ints(900, 'A', 'Z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static long committed(TidewaterProcess server) {
    try {
      List<String> counts =
          server.query("SELECT messages_committed FROM mz_internal.mz_sink_statistics");
      return counts.isEmpty() ? 0 : Long.parseLong(counts.get(0));
    } catch (SQLException e) {
      throw new AssertionError("the server answers on a full disk", e);
    }
  }
}
