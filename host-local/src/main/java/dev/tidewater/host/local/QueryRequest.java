package dev.tidewater.host.local;

import dev.tidewater.plan.QueryPlan;
import java.util.List;

/**
 * A query to answer once.
 *
 * @param asOf the time at which to read; every input must be readable there until the result is
 *     closed
 * @param collections what the plan reads from the store
 * @param relations what else it reads
 * @param arrangements what it reads from memory instead of the store, at most one for a relation;
 *     each readable at {@code asOf}
 * @param memoryLimitBytes beyond which the query fails with OUT_OF_MEMORY
 */
public record QueryRequest(
    QueryPlan plan,
    long asOf,
    List<InputCollection> collections,
    List<InputRows> relations,
    List<Arrangement> arrangements,
    long memoryLimitBytes,
    CancellationToken cancellation) {
  /** Enough for sorting some million rows, and a fraction of a usual heap. */
  public static final long DEFAULT_MEMORY_LIMIT_BYTES = 256L << 20;

  /** A query that reads no arrangement. */
  public QueryRequest(
      QueryPlan plan,
      long asOf,
      List<InputCollection> collections,
      List<InputRows> relations,
      long memoryLimitBytes,
      CancellationToken cancellation) {
    this(plan, asOf, collections, relations, List.of(), memoryLimitBytes, cancellation);
  }

  public QueryRequest {
    arrangements = List.copyOf(arrangements);
    collections = List.copyOf(collections);
    relations = List.copyOf(relations);
  }
}
