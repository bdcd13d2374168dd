package dev.tidewater.coordinator.execute;

import dev.tidewater.coordinator.subscribe.ChangeFormat;
import dev.tidewater.sql.ast.CursorStatement.Subscribe;
import dev.tidewater.sql.planner.PlannedQuery;

/**
 * A SUBSCRIBE made ready.
 *
 * @param query what is followed
 * @param format how its changes are shown
 * @param statement for its time bounds, which are evaluated when it is run
 */
record Following(PlannedQuery query, ChangeFormat format, Subscribe statement) {}
