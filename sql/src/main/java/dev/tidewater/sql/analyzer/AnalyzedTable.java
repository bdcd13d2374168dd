package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.ast.Expression;
import dev.tidewater.types.RelationSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A CREATE TABLE as analyzed.
 *
 * @param columnDefaults as written; null where there is none
 */
public record AnalyzedTable(RelationSchema schema, List<@Nullable Expression> columnDefaults) {
  public AnalyzedTable {
    columnDefaults = Collections.unmodifiableList(new ArrayList<>(columnDefaults));
  }
}
