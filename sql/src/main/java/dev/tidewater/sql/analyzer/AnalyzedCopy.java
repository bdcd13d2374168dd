package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.catalog.ResolvedRelation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A COPY FROM as analyzed.
 *
 * @param targets positions of the columns that the data gives
 * @param defaults for each column of the table; null where the data gives it
 */
public record AnalyzedCopy(
    ResolvedRelation table, List<Integer> targets, List<@Nullable RexNode> defaults) {
  public AnalyzedCopy {
    targets = List.copyOf(targets);
    defaults = Collections.unmodifiableList(new ArrayList<>(defaults));
  }
}
