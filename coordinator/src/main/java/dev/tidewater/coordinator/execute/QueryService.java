package dev.tidewater.coordinator.execute;

import dev.tidewater.host.local.SubscribeRequest.Delivery;
import dev.tidewater.host.local.Subscription;
import dev.tidewater.plan.QueryPlan;
import dev.tidewater.sql.planner.Dependencies;
import dev.tidewater.sql.planner.PlannedQuery;
import dev.tidewater.types.row.RowLayout;
import java.util.OptionalLong;

/** Runs queries once. */
interface QueryService {
  /**
   * Starts a query; the stream gives the shown columns.
   *
   * @param asOf the time at which every collection is read; the caller holds it readable until the
   *     stream is closed
   * @param session what functions and system relations may ask
   */
  QueryRows run(
      QueryPlan plan,
      Dependencies reads,
      long asOf,
      SessionFacts session,
      Cancellation cancellation);

  /**
   * Starts to follow a query's result.
   *
   * @param layout in which changes come
   * @param delivery what of the result as it is at {@code asOf}
   * @param asOf the time at which to begin; the caller holds it readable until this returns
   * @param upTo the time before which to end
   */
  Subscription subscribe(
      PlannedQuery query,
      RowLayout layout,
      Delivery delivery,
      long asOf,
      OptionalLong upTo,
      SessionFacts session,
      Cancellation cancellation);
}
