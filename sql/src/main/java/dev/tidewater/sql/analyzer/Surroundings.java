package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.ast.Query.CommonTable;
import dev.tidewater.sql.catalog.NameContext;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a query sees of what is around it.
 *
 * @param outer columns of the enclosing query; null at the top and inside of views
 * @param commonTables the WITH queries in sight, by name
 * @param names completes unqualified names
 */
record Surroundings(
    @Nullable Scope outer, Map<String, VisibleCommonTable> commonTables, NameContext names) {

  /** A WITH query and what it sees itself: those before it. */
  record VisibleCommonTable(CommonTable table, Surroundings surroundings) {}

  Surroundings {
    commonTables = Map.copyOf(commonTables);
  }

  static Surroundings top(NameContext names) {
    return new Surroundings(null, Map.of(), names);
  }

  Surroundings inside(@Nullable Scope scope) {
    return new Surroundings(scope, commonTables, names);
  }

  Surroundings with(CommonTable table) {
    Map<String, VisibleCommonTable> more = new HashMap<>(commonTables);
    more.put(table.name().value(), new VisibleCommonTable(table, this));
    return new Surroundings(outer, more, names);
  }
}
