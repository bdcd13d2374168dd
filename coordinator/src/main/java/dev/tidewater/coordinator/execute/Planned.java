package dev.tidewater.coordinator.execute;

import dev.tidewater.sql.planner.PlannedCopy;
import dev.tidewater.sql.planner.PlannedDelete;
import dev.tidewater.sql.planner.PlannedInsert;
import dev.tidewater.sql.planner.PlannedQuery;
import dev.tidewater.sql.planner.PlannedUpdate;

/** The plan of a statement, by what has to be done with it. */
sealed interface Planned {
  /** Statements that are carried out from their syntax. */
  record Nothing() implements Planned {}

  record Read(PlannedQuery query) implements Planned {}

  record InsertRows(PlannedInsert insert) implements Planned {}

  record UpdateRows(PlannedUpdate update) implements Planned {}

  record DeleteRows(PlannedDelete delete) implements Planned {}

  record CopyIn(PlannedCopy copy) implements Planned {}

  record Follow(Following following) implements Planned {}

  /** DECLARE and COPY TO: the statement that gives the rows. */
  record RowsOf(PreparedStatement source) implements Planned {}

  /** EXECUTE: what was prepared under the name, and the values given. */
  record Named(PreparedStatement target) implements Planned {}
}
