package dev.tidewater.sql.planner;

import dev.tidewater.sql.ast.Expression;
import dev.tidewater.types.RelationSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A CREATE TABLE made ready.
 *
 * @param schema columns with ids from 0 in order; the primary key, if one was declared, is the
 *     first key, and its columns are not nullable
 * @param columnDefaults as written, each proven to fit its column; null where there is none
 */
public record PlannedTable(RelationSchema schema, List<@Nullable Expression> columnDefaults) {}
