package dev.tidewater.plan;

import dev.tidewater.types.SqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate of a {@link RelationPlan.Reduce}.
 *
 * @param function its identity in the function catalog, for example {@code sum(int8)} or {@code
 *     count(*)}
 * @param args its arguments over the input's columns
 * @param distinct equal argument values count once
 * @param filter rows for which this is not true are left out; null for none
 */
public record Aggregate(
    String function,
    List<ScalarExpr> args,
    boolean distinct,
    @Nullable ScalarExpr filter,
    SqlType type,
    boolean nullable) {
  public Aggregate {
    args = List.copyOf(args);
  }
}
