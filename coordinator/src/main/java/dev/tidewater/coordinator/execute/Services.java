package dev.tidewater.coordinator.execute;

import dev.tidewater.catalog.Catalog;
import dev.tidewater.coordinator.control.IndexController;
import dev.tidewater.coordinator.control.ViewController;
import dev.tidewater.coordinator.ddl.DdlExecutor;
import dev.tidewater.coordinator.table.TableWriter;
import dev.tidewater.coordinator.time.TimestampOracle;
import dev.tidewater.sql.planner.SqlPlanner;
import dev.tidewater.store.CollectionStore;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/** What sessions share. All of it is safe for use by many threads. */
public record Services(
    Catalog catalog,
    CollectionStore store,
    TimestampOracle oracle,
    TableWriter tables,
    SqlPlanner planner,
    DdlExecutor ddl,
    QueryService queries,
    OpenSessions sessions,
    ViewController views,
    IndexController indexes,
    ScheduledExecutorService timeouts,
    LongSupplier microsClock) {

  long clockMicros() {
    return microsClock.getAsLong();
  }
}
