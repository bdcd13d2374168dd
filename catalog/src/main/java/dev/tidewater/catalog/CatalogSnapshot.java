package dev.tidewater.catalog;

import dev.tidewater.catalog.CatalogDelta.Drop;
import dev.tidewater.catalog.CatalogDelta.NextId;
import dev.tidewater.catalog.CatalogDelta.PutCluster;
import dev.tidewater.catalog.CatalogDelta.PutDatabase;
import dev.tidewater.catalog.CatalogDelta.PutItem;
import dev.tidewater.catalog.CatalogDelta.PutSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An immutable image of the catalog. Objects come in the order of their ids, so that whatever is
 * derived from it is the same each time. {@link #apply} gives the next image.
 */
public final class CatalogSnapshot {
  private final NavigableMap<ObjectId, Database> databases;
  private final NavigableMap<ObjectId, Schema> schemas;
  private final NavigableMap<ObjectId, Cluster> clusters;
  private final NavigableMap<ObjectId, Item> items;
  private final Map<QualifiedName, ObjectId> itemsByName;
  private final long nextId;

  private record QualifiedName(ObjectId schema, String name) {}

  private CatalogSnapshot(
      NavigableMap<ObjectId, Database> databases,
      NavigableMap<ObjectId, Schema> schemas,
      NavigableMap<ObjectId, Cluster> clusters,
      NavigableMap<ObjectId, Item> items,
      long nextId) {
    this.databases = databases;
    this.schemas = schemas;
    this.clusters = clusters;
    this.items = items;
    this.nextId = nextId;
    this.itemsByName = new HashMap<>(items.size() * 2);
    for (Item item : items.values()) {
      itemsByName.put(new QualifiedName(item.schema(), item.name()), item.id());
    }
  }

  /** Nothing but what is built in. */
  public static CatalogSnapshot builtIn(Collection<Schema> schemas, Collection<Item> items) {
    NavigableMap<ObjectId, Schema> schemasById = new TreeMap<>();
    schemas.forEach(schema -> schemasById.put(schema.id(), schema));
    NavigableMap<ObjectId, Item> itemsById = new TreeMap<>();
    items.forEach(item -> itemsById.put(item.id(), item));
    return new CatalogSnapshot(new TreeMap<>(), schemasById, new TreeMap<>(), itemsById, 1);
  }

  /** The image after the changes, in their order. */
  public CatalogSnapshot apply(List<CatalogDelta> deltas) {
    NavigableMap<ObjectId, Database> newDatabases = new TreeMap<>(databases);
    NavigableMap<ObjectId, Schema> newSchemas = new TreeMap<>(schemas);
    NavigableMap<ObjectId, Cluster> newClusters = new TreeMap<>(clusters);
    NavigableMap<ObjectId, Item> newItems = new TreeMap<>(items);
    long newNextId = nextId;
    for (CatalogDelta delta : deltas) {
      if (delta instanceof PutDatabase put) {
        newDatabases.put(put.database().id(), put.database());
      } else if (delta instanceof PutSchema put) {
        newSchemas.put(put.schema().id(), put.schema());
      } else if (delta instanceof PutCluster put) {
        newClusters.put(put.cluster().id(), put.cluster());
      } else if (delta instanceof PutItem put) {
        newItems.put(put.item().id(), put.item());
      } else if (delta instanceof Drop drop) {
        newDatabases.remove(drop.id());
        newSchemas.remove(drop.id());
        newClusters.remove(drop.id());
        newItems.remove(drop.id());
      } else if (delta instanceof NextId next) {
        newNextId = Math.max(newNextId, next.value());
      }
    }
    return new CatalogSnapshot(newDatabases, newSchemas, newClusters, newItems, newNextId);
  }

  /** The first id that has not been given out. */
  public long nextId() {
    return nextId;
  }

  public Collection<Database> databases() {
    return Collections.unmodifiableCollection(databases.values());
  }

  public Collection<Schema> schemas() {
    return Collections.unmodifiableCollection(schemas.values());
  }

  public Collection<Cluster> clusters() {
    return Collections.unmodifiableCollection(clusters.values());
  }

  public Collection<Item> items() {
    return Collections.unmodifiableCollection(items.values());
  }

  public List<Item> items(ItemType type) {
    return items.values().stream().filter(item -> item.type() == type).toList();
  }

  public Optional<Database> database(String name) {
    return databases.values().stream().filter(d -> d.name().equals(name)).findFirst();
  }

  public Optional<Cluster> cluster(String name) {
    return clusters.values().stream().filter(c -> c.name().equals(name)).findFirst();
  }

  /** A schema of the database, or a built-in one. */
  public Optional<Schema> schema(String database, String name) {
    Optional<ObjectId> databaseId = database(database).map(Database::id);
    return schemas.values().stream()
        .filter(s -> s.name().equals(name))
        .filter(s -> s.database().isEmpty() || s.database().equals(databaseId))
        .findFirst();
  }

  public Optional<Item> item(ObjectId schema, String name) {
    return Optional.ofNullable(itemsByName.get(new QualifiedName(schema, name))).map(items::get);
  }

  public Optional<Item> item(ObjectId id) {
    return Optional.ofNullable(items.get(id));
  }

  /** The item with this id, which the caller knows to exist. */
  public Item existingItem(ObjectId id) {
    return item(id).orElseThrow(() -> new IllegalArgumentException("no item " + id));
  }

  public Optional<Schema> schema(ObjectId id) {
    return Optional.ofNullable(schemas.get(id));
  }

  public Optional<Database> database(ObjectId id) {
    return Optional.ofNullable(databases.get(id));
  }

  public Optional<Cluster> cluster(ObjectId id) {
    return Optional.ofNullable(clusters.get(id));
  }

  /** The full name; a built-in item shows no database of its own and takes the given one. */
  public ItemName nameOf(Item item, String currentDatabase) {
    Schema schema = schemas.get(item.schema());
    if (schema == null) {
      throw new IllegalArgumentException("no schema " + item.schema());
    }
    String database =
        schema.database().flatMap(this::database).map(Database::name).orElse(currentDatabase);
    return new ItemName(database, schema.name(), item.name());
  }

  public List<Item> itemsIn(ObjectId schema) {
    return items.values().stream().filter(item -> item.schema().equals(schema)).toList();
  }

  public List<Schema> schemasIn(ObjectId database) {
    return schemas.values().stream()
        .filter(schema -> schema.database().equals(Optional.of(database)))
        .toList();
  }

  /** Items that use the object directly. */
  public List<Item> usersOf(ObjectId id) {
    return items.values().stream().filter(item -> item.uses().contains(id)).toList();
  }

  /**
   * Items that directly or indirectly use one of these, without these, users before what they use.
   */
  public List<Item> dependentsOf(Collection<ObjectId> ids) {
    TreeSet<ObjectId> found = new TreeSet<>(ids);
    List<ObjectId> open = new ArrayList<>(ids);
    while (!open.isEmpty()) {
      ObjectId id = open.remove(open.size() - 1);
      for (Item user : usersOf(id)) {
        if (found.add(user.id())) {
          open.add(user.id());
        }
      }
    }
    found.removeAll(ids);
    List<Item> dependents = new ArrayList<>(found.stream().map(this::existingItem).toList());
    // An item can only use what was there before it, so descending ids put users first.
    Collections.reverse(dependents);
    return dependents;
  }
}
