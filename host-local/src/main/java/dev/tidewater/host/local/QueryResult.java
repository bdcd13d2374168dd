package dev.tidewater.host.local;

import dev.tidewater.engine.dataflow.OperatorStatistics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a query, pulled by one thread, which does the work. Every method throws {@link
 * dev.tidewater.types.TidewaterException}: what an expression failed with, OUT_OF_MEMORY,
 * QUERY_CANCELED, and what the store throws.
 */
public interface QueryResult extends AutoCloseable {
  /** The next rows, at least one; null at the end. */
  @Nullable QueryChunk next();

  /** What the operators hold and have done so far, in the order in which they run. */
  List<OperatorStatistics> statistics();

  /** Frees what the query holds; the rest of the rows is not wanted. */
  @Override
  void close();
}
