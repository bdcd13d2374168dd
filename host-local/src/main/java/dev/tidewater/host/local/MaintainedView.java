package dev.tidewater.host.local;

import dev.tidewater.engine.dataflow.OperatorStatistics;
import java.util.List;

/** A view that a cluster keeps up to date. Safe for use by many threads. */
public interface MaintainedView extends AutoCloseable {
  ViewStatus status();

  /** What each operator held when this was last looked at. */
  List<OperatorStatistics> statistics();

  /**
   * Stops keeping the view up to date. Its collections stay, and so do its holds on its inputs, so
   * that it can be started again where it stopped. Returns once nothing is written any more.
   */
  @Override
  void close();

  /** Closes the view for good: gives up its holds. Its collections are for the caller to drop. */
  void drop();
}
