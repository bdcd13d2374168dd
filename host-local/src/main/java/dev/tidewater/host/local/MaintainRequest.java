package dev.tidewater.host.local;

import dev.tidewater.plan.RelationPlan;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.GroupId;
import dev.tidewater.types.row.RowLayout;
import java.util.List;

/**
 * A materialized view to keep up to date.
 *
 * @param name for holds and logs; must not change as long as the view lives
 * @param inputs all collections that the plan reads; one that it does not read only gives the pace,
 *     which a view over constants needs, since its upper follows its inputs'
 * @param group of the two collections of the view, and of nothing else
 * @param output collection of the view's rows; made if it is not there
 * @param layout of the view's rows
 * @param errors collection of the view's errors; made if it is not there. While an error is live in
 *     it, whoever reads the view must fail with it
 */
public record MaintainRequest(
    String name,
    RelationPlan plan,
    List<InputCollection> inputs,
    GroupId group,
    CollectionId output,
    RowLayout layout,
    CollectionId errors) {
  public MaintainRequest {
    inputs = List.copyOf(inputs);
  }
}
