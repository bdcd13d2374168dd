package dev.tidewater.coordinator.execute;

import dev.tidewater.coordinator.session.RowStream;
import dev.tidewater.engine.dataflow.OperatorStatistics;
import java.util.List;

/** Rows of a query that is run. */
interface QueryRows extends RowStream {
  /** What the query's operators hold and have done so far, in the order in which they run. */
  List<OperatorStatistics> statistics();
}
