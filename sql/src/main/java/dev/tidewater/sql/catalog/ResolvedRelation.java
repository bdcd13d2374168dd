package dev.tidewater.sql.catalog;

import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Query;
import dev.tidewater.types.RelationSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A relation found by name.
 *
 * @param objectId its number in the catalog, never reused
 * @param name the innermost part of its name
 * @param schemaName the schema that it is in
 * @param schema its columns and the unique keys that are known of it
 * @param content where its rows come from
 * @param columnDefaults of a table: the DEFAULT of each column, null where there is none; empty
 *     means none at all
 */
public record ResolvedRelation(
    long objectId,
    String schemaName,
    String name,
    Kind kind,
    RelationSchema schema,
    Content content,
    List<@Nullable Expression> columnDefaults) {

  /** What a user calls it; decides what may be done with it. */
  public enum Kind {
    TABLE,
    SOURCE,
    VIEW,
    MATERIALIZED_VIEW,
    /** A relation of {@code pg_catalog}, {@code mz_catalog}, {@code information_schema} … */
    SYSTEM
  }

  /** A relation without column defaults. */
  public static ResolvedRelation of(
      long objectId,
      String schemaName,
      String name,
      Kind kind,
      RelationSchema schema,
      Content content) {
    return new ResolvedRelation(objectId, schemaName, name, kind, schema, content, List.of());
  }

  /** Where the rows of a relation come from. */
  public sealed interface Content {}

  /** Kept as a collection in the store (or computed as one, for system relations). */
  public record Collection(long collectionId) implements Content {}

  /**
   * Rows are those of a query, which is analyzed in the place of the name.
   *
   * @param query positions in it count in the view's own text
   * @param names how names in it are completed: as when the view was created
   * @param columnNames the view's names for the columns of the query, as many as it has; null to
   *     keep the query's
   */
  public record Definition(Query query, NameContext names, @Nullable List<String> columnNames)
      implements Content {}
}
