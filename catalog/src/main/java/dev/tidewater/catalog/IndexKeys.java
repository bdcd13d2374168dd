package dev.tidewater.catalog;

import dev.tidewater.sql.ast.CreateStatement.CreateIndex;
import dev.tidewater.sql.ast.Expression.ColumnReference;
import dev.tidewater.sql.ast.OrderItem;
import dev.tidewater.sql.parser.SqlParser;
import dev.tidewater.types.RelationSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What an index item's definition says. */
public final class IndexKeys {
  private IndexKeys() {}

  /** The relation that an index is on: the one thing that it uses. */
  public static Item indexed(CatalogSnapshot catalog, Item index) {
    return catalog.existingItem(index.uses().first());
  }

  /** Positions of the key's columns in the relation. */
  public static List<Integer> columns(CatalogSnapshot catalog, Item index) {
    CreateIndex statement = (CreateIndex) SqlParser.parseStatement(index.createSql());
    RelationSchema schema = indexed(catalog, index).relation().orElseThrow();
    List<Integer> columns = new ArrayList<>();
    for (OrderItem key : statement.keys() == null ? List.<OrderItem>of() : statement.keys()) {
      String name = ((ColumnReference) key.value()).name().last();
      columns.add(
          IntStream.range(0, schema.arity())
              .filter(i -> schema.column(i).name().equals(name))
              .findFirst()
              .orElseThrow());
    }
    return columns;
  }
}
