package dev.tidewater.host.local;

import dev.tidewater.engine.dataflow.OperatorStatistics;
import java.util.List;

/** An index that a cluster keeps up to date. Safe for use by many threads. */
public interface MaintainedIndex extends AutoCloseable {
  Arrangement arrangement();

  ViewStatus status();

  /** What each operator held when this was last looked at. */
  List<OperatorStatistics> statistics();

  /** Ends it; its memory is free once the queries that read it have ended. */
  @Override
  void close();
}
