package dev.tidewater.sqltests.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.server.instance.ServerOptions;
import dev.tidewater.server.instance.TidewaterServer;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What EXPLAIN ANALYZE and mz_introspection tell of work done. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplainAnalyzeIT {
  private TidewaterServer server;
  private Client client;

  @BeforeAll
  void start(@TempDir Path directory) throws SQLException {
    server = TidewaterServer.start(ServerOptions.inDirectory(directory));
    client = new Client(server);
    client.execute(
        "CREATE TABLE t (id int PRIMARY KEY, grp int)",
        "INSERT INTO t SELECT n, n % 5 FROM generate_series(1, 1000) AS n",
        "CREATE MATERIALIZED VIEW sums AS SELECT grp, sum(id) FROM t GROUP BY grp");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void queryTellsRowsTimeAndMemoryOfItsOperators() throws SQLException {
    assertThat(client.query("EXPLAIN ANALYZE SELECT grp, sum(id) FROM t GROUP BY grp"))
        .anyMatch(line -> line.matches("  reduce +rows in=1000 out=5  time=[0-9.]+ ms  state .*"))
        .contains("Rows: 5");
  }

  @Test
  void maintainedViewTellsWhatItHolds() throws SQLException {
    assertThat(client.query("SELECT count(*) FROM sums")).containsExactly("5");
    assertThat(client.query("EXPLAIN ANALYZE MATERIALIZED VIEW sums"))
        .anyMatch(line -> line.matches("  reduce .* state rows=5 memory=[1-9][0-9]* bytes"));
    assertThat(
            client.query(
                "SELECT o.operator_name, o.rows_out, o.state_rows, o.state_bytes > 0"
                    + " FROM mz_introspection.mz_operator_statistics o"
                    + " JOIN mz_materialized_views v ON v.id = o.object_id"
                    + " WHERE v.name = 'sums' AND o.operator_name = 'reduce'"))
        .containsExactly("reduce\t5\t5\tt");
  }
}
