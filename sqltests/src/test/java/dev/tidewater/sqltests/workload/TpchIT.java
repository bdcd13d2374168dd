package dev.tidewater.sqltests.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.testkit.component.SqlFile;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queries of TPC-H as materialized views under streams of changes. */
class TpchIT {
  private static final long SEED = Long.getLong("tpch.seed", 22);
  private static final int ORDERS = Integer.getInteger("tpch.orders", 1500);
  private static final int STEPS = 3;

  @TempDir Path directory;

  @Test
  void viewsHoldAtEachStepWhatPostgresAnswers() throws SQLException {
    TpchData data = new TpchData(SEED);
    try (SideBySide both = new SideBySide(directory)) {
      both.execute(SqlFile.statements("/tpch/tables.sql"));
      both.execute(data.fill(ORDERS));
      both.maintain(SqlFile.queries("/tpch/queries.sql"));
      both.compare("at first");
      for (int step = 0; step < STEPS; step++) {
        both.execute(data.changes(ORDERS / 15));
        both.compare("after step " + step);
      }
      both.restart();
      both.compare("after a restart");
      both.execute(data.changes(ORDERS / 15));
      both.compare("changed after a restart");
      assertThat(both.disagreements()).as("tpch.seed=" + SEED).isEmpty();
      assertThat(both.alwaysEmpty()).as("tpch.seed=" + SEED).isEmpty();
    }
  }
}
