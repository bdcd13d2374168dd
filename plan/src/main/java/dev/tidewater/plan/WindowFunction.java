package dev.tidewater.plan;

import dev.tidewater.types.SqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of a {@link RelationPlan.Window}: a window function or an aggregate over a frame.
 *
 * @param function its identity in the function catalog, for example {@code rank()} or {@code
 *     sum(int8)}
 * @param args its arguments over the input's columns
 * @param filter rows for which this is not true are left out of an aggregate; null for none
 * @param frame the rows around each row that it looks at, if it is one that looks at a frame
 */
public record WindowFunction(
    String function,
    List<ScalarExpr> args,
    @Nullable ScalarExpr filter,
    WindowFrame frame,
    SqlType type,
    boolean nullable) {
  public WindowFunction {
    args = List.copyOf(args);
  }
}
