package dev.tidewater.coordinator.execute;

import dev.tidewater.host.local.Arrangement;
import dev.tidewater.host.local.PointLookups;
import dev.tidewater.plan.RelationPlan;
import dev.tidewater.types.row.RowLayout;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which of a relation's arrangements suits a plan: the one by which most key columns are given. */
final class ArrangementChoice {
  private final RelationPlan plan;

  ArrangementChoice(RelationPlan plan) {
    this.plan = plan;
  }

  /** The best one; null if there is none. */
  @Nullable Arrangement best(List<Arrangement> arrangements) {
    Arrangement best = null;
    int bestColumns = -1;
    for (Arrangement arrangement : arrangements) {
      int columns = columns(arrangement.layout(), arrangement.relation().value());
      if (columns > bestColumns) {
        best = arrangement;
        bestColumns = columns;
      }
    }
    return best;
  }

  /**
   * The best one, if the plan looks rows up by it and can't by the layout in which the relation is
   * stored; null otherwise.
   */
  @Nullable Arrangement betterThan(
      RowLayout stored, long relation, List<Arrangement> arrangements) {
    Arrangement best = best(arrangements);
    return best == null
            || columns(best.layout(), relation) == 0
            || columns(stored, relation) >= Math.max(1, stored.keyColumns().size())
        ? null
        : best;
  }

  private int columns(RowLayout layout, long relation) {
    return PointLookups.keyColumns(plan, Map.of(relation, layout))
        .getOrDefault(relation, List.of())
        .size();
  }
}
