package dev.tidewater.catalog;

import dev.tidewater.types.RelationSchema;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An object in a schema. Options are not repeated here: {@link #createSql} holds them, in canonical
 * form with every name fully qualified, and is what {@code SHOW CREATE} prints.
 *
 * @param uses objects that this one can't be without
 * @param relation columns and keys, for relations
 * @param cluster where it runs, for what runs
 * @param parent the source that feeds a table or subsource
 * @param externalReference what the parent calls it, for example {@code public.orders}
 * @param errors the collection of data errors beside that of the rows
 * @param columnDefaults for tables: each column's default expression as SQL, or null
 * @param nameContext how unqualified names in {@code createSql} are completed: the database, then
 *     the schemas of the search path; empty if there are none
 */
public record Item(
    ObjectId id,
    ObjectId schema,
    String name,
    ItemType type,
    String createSql,
    SortedSet<ObjectId> uses,
    Optional<RelationSchema> relation,
    Optional<ObjectId> cluster,
    Optional<ObjectId> parent,
    Optional<String> externalReference,
    OptionalLong errors,
    List<@Nullable String> columnDefaults,
    List<String> nameContext) {
  public Item {
    uses = new TreeSet<>(uses);
    nameContext = List.copyOf(nameContext);
  }

  /** An item with nothing but what every item has; see the {@code with} methods. */
  public static Item of(
      ObjectId id,
      ObjectId schema,
      String name,
      ItemType type,
      String createSql,
      SortedSet<ObjectId> uses) {
    return new Item(
        id,
        schema,
        name,
        type,
        createSql,
        uses,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        List.of(),
        List.of());
  }

  public Item withRelation(RelationSchema relation) {
    return new Item(
        id,
        schema,
        name,
        type,
        createSql,
        uses,
        Optional.of(relation),
        cluster,
        parent,
        externalReference,
        errors,
        columnDefaults,
        nameContext);
  }

  public Item withCluster(ObjectId cluster) {
    return new Item(
        id,
        schema,
        name,
        type,
        createSql,
        uses,
        relation,
        Optional.of(cluster),
        parent,
        externalReference,
        errors,
        columnDefaults,
        nameContext);
  }

  public Item withParent(ObjectId parent, String externalReference) {
    return new Item(
        id,
        schema,
        name,
        type,
        createSql,
        uses,
        relation,
        cluster,
        Optional.of(parent),
        Optional.of(externalReference),
        errors,
        columnDefaults,
        nameContext);
  }

  /** For a source with one output: what the outside calls it. */
  public Item withOwnReference(String externalReference) {
    return new Item(
        id,
        schema,
        name,
        type,
        createSql,
        uses,
        relation,
        cluster,
        parent,
        Optional.of(externalReference),
        errors,
        columnDefaults,
        nameContext);
  }

  public Item withErrors(long errorsCollection) {
    return new Item(
        id,
        schema,
        name,
        type,
        createSql,
        uses,
        relation,
        cluster,
        parent,
        externalReference,
        OptionalLong.of(errorsCollection),
        columnDefaults,
        nameContext);
  }

  public Item withColumnDefaults(List<@Nullable String> defaults) {
    return new Item(
        id,
        schema,
        name,
        type,
        createSql,
        uses,
        relation,
        cluster,
        parent,
        externalReference,
        errors,
        defaults,
        nameContext);
  }

  public Item withNameContext(List<String> names) {
    return new Item(
        id,
        schema,
        name,
        type,
        createSql,
        uses,
        relation,
        cluster,
        parent,
        externalReference,
        errors,
        columnDefaults,
        names);
  }

  /** The same object under another name or with other options. */
  public Item redefined(String newName, String newCreateSql) {
    return new Item(
        id,
        schema,
        newName,
        type,
        newCreateSql,
        uses,
        relation,
        cluster,
        parent,
        externalReference,
        errors,
        columnDefaults,
        nameContext);
  }
}
