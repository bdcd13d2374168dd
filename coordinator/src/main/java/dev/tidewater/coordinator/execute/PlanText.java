package dev.tidewater.coordinator.execute;

import dev.tidewater.catalog.CatalogSnapshot;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemName;
import dev.tidewater.catalog.ItemType;
import dev.tidewater.catalog.ObjectId;
import dev.tidewater.coordinator.control.IndexController;
import dev.tidewater.host.local.Arrangement;
import dev.tidewater.host.local.PointLookups;
import dev.tidewater.plan.PlanPrinter;
import dev.tidewater.plan.QueryPlan;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.planner.PlannedQuery;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.row.RowLayout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Shows a query's plan with the names of what it reads, and where it looks rows up by their key or
 * by an index.
 */
final class PlanText {
  private final CatalogSnapshot catalog;
  private final String database;
  private final IndexController indexes;

  PlanText(CatalogSnapshot catalog, String database, IndexController indexes) {
    this.catalog = catalog;
    this.database = database;
    this.indexes = indexes;
  }

  String of(PlannedQuery query) {
    QueryPlan plan = query.template().unbound();
    ArrangementChoice choice = new ArrangementChoice(plan.relation());
    Map<Long, RowLayout> layouts = new HashMap<>();
    Map<Long, String> means = new HashMap<>();
    for (long id : query.dependencies().collections()) {
      if (id > 0) { // System relations are negative, and are made when asked for.
        RelationSchema schema = item(id).relation().orElseThrow();
        List<Arrangement> arrangements = indexes.of(new ObjectId(id));
        Arrangement chosen =
            item(id).type() == ItemType.VIEW
                ? choice.best(arrangements)
                : choice.betterThan(RowLayout.of(schema), id, arrangements);
        layouts.put(id, chosen == null ? RowLayout.of(schema) : chosen.layout());
        means.put(id, chosen == null ? "key" : "index");
      }
    }
    Map<Long, List<Integer>> lookups = PointLookups.keyColumns(plan.relation(), layouts);
    return PlanPrinter.print(
        plan,
        id ->
            name(id) + lookup(id, means.getOrDefault(id, ""), lookups.getOrDefault(id, List.of())));
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

  /** An item's name as a statement would write it. */
  QualifiedName fullName(Item item) {
    ItemName name = catalog.nameOf(item, database);
    return QualifiedName.of(name.database(), name.schema(), name.item());
  }

  private String lookup(long collection, String means, List<Integer> columns) {
    if (columns.isEmpty()) {
      return item(collection).type() == ItemType.VIEW ? " from index" : "";
    }
    RelationSchema schema = item(collection).relation().orElseThrow();
    return columns.stream()
        .map(column -> schema.column(column).name())
        .collect(Collectors.joining(", ", " by " + means + " (", ")"));
  }
}
