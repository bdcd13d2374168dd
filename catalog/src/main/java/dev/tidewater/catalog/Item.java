package dev.tidewater.catalog;

import dev.tidewater.types.RelationSchema;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
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

  public Item withRelation(RelationSchema schema) {
    return changed(draft -> draft.relation = Optional.of(schema));
  }

  public Item withCluster(ObjectId id) {
    return changed(draft -> draft.cluster = Optional.of(id));
  }

  public Item withParent(ObjectId source, String reference) {
    return changed(
        draft -> {
          draft.parent = Optional.of(source);
          draft.externalReference = Optional.of(reference);
        });
  }

  /** For a source with one output: what the outside calls it. */
  public Item withOwnReference(String reference) {
    return changed(draft -> draft.externalReference = Optional.of(reference));
  }

  public Item withErrors(long collection) {
    return changed(draft -> draft.errors = OptionalLong.of(collection));
  }

  public Item withColumnDefaults(List<@Nullable String> defaults) {
    return changed(draft -> draft.columnDefaults = defaults);
  }

  public Item withNameContext(List<String> names) {
    return changed(draft -> draft.nameContext = names);
  }

  /** The same object under another name or with other options. */
  public Item redefined(String newName, String newCreateSql) {
    return changed(
        draft -> {
          draft.name = newName;
          draft.createSql = newCreateSql;
        });
  }

  private Item changed(Consumer<Draft> change) {
    Draft draft = new Draft();
    change.accept(draft);
    return draft.item();
  }

  /** This item with its parts open to change; what no change is asked of stays. */
  private final class Draft {
    private String name = Item.this.name;
    private String createSql = Item.this.createSql;
    private Optional<RelationSchema> relation = Item.this.relation;
    private Optional<ObjectId> cluster = Item.this.cluster;
    private Optional<ObjectId> parent = Item.this.parent;
    private Optional<String> externalReference = Item.this.externalReference;
    private OptionalLong errors = Item.this.errors;
    private List<@Nullable String> columnDefaults = Item.this.columnDefaults;
    private List<String> nameContext = Item.this.nameContext;

    private Item item() {
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
          nameContext);
    }
  }
}
