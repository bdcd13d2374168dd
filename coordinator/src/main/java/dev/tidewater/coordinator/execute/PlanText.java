package dev.tidewater.coordinator.execute;

import dev.tidewater.catalog.CatalogSnapshot;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemName;
import dev.tidewater.catalog.ObjectId;
import dev.tidewater.host.local.PointLookups;
import dev.tidewater.plan.PlanPrinter;
import dev.tidewater.plan.QueryPlan;
import dev.tidewater.sql.planner.PlannedQuery;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.row.RowLayout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Shows a query's plan with the names of what it reads, and where it looks rows up by their key.
 */
final class PlanText {
  private final CatalogSnapshot catalog;
  private final String database;

  PlanText(CatalogSnapshot catalog, String database) {
    this.catalog = catalog;
    this.database = database;
  }

  String of(PlannedQuery query) {
    QueryPlan plan = query.template().unbound();
    Map<Long, RowLayout> layouts = new HashMap<>();
    for (long id : query.dependencies().collections()) {
      if (id > 0) { // System relations are negative, and are made when asked for.
        layouts.put(id, RowLayout.of(schema(id)));
      }
    }
    Map<Long, List<Integer>> lookups = PointLookups.keyColumns(plan.relation(), layouts);
    return PlanPrinter.print(
        plan, id -> name(id) + lookup(id, lookups.getOrDefault(id, List.of())));
  }

  private RelationSchema schema(long collection) {
    return item(collection).relation().orElseThrow();
  }

  private Item item(long collection) {
    return catalog.existingItem(new ObjectId(collection));
  }

  private String name(long collection) {
    return name(item(collection));
  }

  /** An item's name, with its database only if it is another one. */
  String name(Item item) {
    ItemName name = catalog.nameOf(item, database);
    String inDatabase = name.schema() + "." + name.item();
    boolean isForeign = !item.id().isSystem() && !name.database().equals(database);
    return isForeign ? name.database() + "." + inDatabase : inDatabase;
  }

  private String lookup(long collection, List<Integer> columns) {
    if (columns.isEmpty()) {
      return "";
    }
    return columns.stream()
        .map(column -> schema(collection).column(column).name())
        .collect(Collectors.joining(", ", " by key (", ")"));
  }
}
