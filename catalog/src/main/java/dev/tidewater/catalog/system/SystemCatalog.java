package dev.tidewater.catalog.system;

import dev.tidewater.catalog.CatalogSnapshot;
import dev.tidewater.catalog.ObjectId;
import dev.tidewater.catalog.Schema;
import dev.tidewater.zset.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is built in. Ids are fixed for ever: stored definitions may name them. */
public final class SystemCatalog {
  private static final List<String> SCHEMAS =
      List.of("mz_catalog", "pg_catalog", "information_schema", "mz_internal", "mz_introspection");

  private SystemCatalog() {}

  /** The image that every catalog begins with. */
  public static CatalogSnapshot builtIn() {
    List<Schema> schemas = new ArrayList<>();
    for (int i = 0; i < SCHEMAS.size(); i++) {
      schemas.add(new Schema(new ObjectId(-1 - i), Optional.empty(), SCHEMAS.get(i)));
    }
    return CatalogSnapshot.builtIn(schemas, List.of());
  }

  /** The rows of a built-in relation, in the layout that {@code RowLayout.of} gives its schema. */
  @SuppressWarnings("DoNotCallSuggester") // until there are built-in relations
  public static Batch rows(ObjectId relation, CatalogSnapshot catalog, RuntimeStatus status) {
    throw new IllegalArgumentException("no built-in relation " + relation);
  }
}
