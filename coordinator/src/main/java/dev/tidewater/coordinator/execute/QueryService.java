package dev.tidewater.coordinator.execute;

import dev.tidewater.coordinator.session.RowStream;
import dev.tidewater.plan.QueryPlan;
import dev.tidewater.sql.planner.Dependencies;

/** Runs queries once. */
interface QueryService {
  /**
   * Starts a query; the stream gives the shown columns.
   *
   * @param asOf the time at which every collection is read; the caller holds it readable until the
   *     stream is closed
   * @param session what functions and system relations may ask
   */
  RowStream run(
      QueryPlan plan,
      Dependencies reads,
      long asOf,
      SessionFacts session,
      Cancellation cancellation);
}
