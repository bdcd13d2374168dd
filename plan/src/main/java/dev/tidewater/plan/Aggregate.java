package dev.tidewater.plan;

import dev.tidewater.types.SqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate of a {@link RelationPlan.Reduce}.
 *
 * @param function its identity in the function catalog, for example {@code sum(int8)} or {@code
 *     count(*)}
 * @param args its arguments over the input's columns; of an ordered-set aggregate the direct ones,
 *     which are the same in all rows of a group, then the aggregated ones
 * @param distinct equal argument values count once
 * @param order in which it sees the rows of a group; rows that the order leaves equal come in the
 *     order of their arguments
 * @param filter rows for which this is not true are left out; null for none
 */
public record Aggregate(
    String function,
    List<ScalarExpr> args,
    boolean distinct,
    List<SortExpr> order,
    @Nullable ScalarExpr filter,
    SqlType type,
    boolean nullable) {
  public Aggregate {
    args = List.copyOf(args);
    order = List.copyOf(order);
  }

  /** An aggregate that sees its rows in the order of their arguments. */
  public Aggregate(
      String function,
      List<ScalarExpr> args,
      boolean distinct,
      @Nullable ScalarExpr filter,
      SqlType type,
      boolean nullable) {
    this(function, args, distinct, List.of(), filter, type, nullable);
  }
}
