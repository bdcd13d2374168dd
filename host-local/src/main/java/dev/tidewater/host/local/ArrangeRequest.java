package dev.tidewater.host.local;

import dev.tidewater.plan.RelationPlan;
import dev.tidewater.store.CollectionId;
import dev.tidewater.types.row.RowLayout;
import java.util.List;

/**
 * A relation to keep in memory.
 *
 * @param name for logs
 * @param relation whose rows they are
 * @param layout of the rows, with the index's key
 * @param inputs what the plan reads, or what gives it the pace if it reads nothing
 */
public record ArrangeRequest(
    String name,
    CollectionId relation,
    RelationPlan plan,
    RowLayout layout,
    List<InputCollection> inputs) {
  public ArrangeRequest {
    inputs = List.copyOf(inputs);
  }
}
