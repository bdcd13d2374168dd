package dev.tidewater.coordinator.ddl;

import dev.tidewater.catalog.Catalog;
import dev.tidewater.catalog.CatalogDelta;
import dev.tidewater.catalog.CatalogSnapshot;
import dev.tidewater.catalog.Cluster;
import dev.tidewater.catalog.Database;
import dev.tidewater.catalog.Schema;
import dev.tidewater.coordinator.connection.OptionReader;
import dev.tidewater.sql.ast.AlterStatement.SetOptions;
import dev.tidewater.sql.ast.CreateStatement.CreateCluster;
import dev.tidewater.sql.ast.CreateStatement.CreateDatabase;
import dev.tidewater.sql.ast.CreateStatement.CreateSchema;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.Optional;

/** CREATE DATABASE, SCHEMA and CLUSTER. */
final class Namespaces {
  /** The schema that every new database has. */
  static final String PUBLIC = "public";

  private static final int MAX_WORKERS = 64;

  private final Catalog catalog;

  Namespaces(Catalog catalog) {
    this.catalog = catalog;
  }

  void createDatabase(CreateDatabase statement, DdlScope scope) {
    String name = statement.name().value();
    if (catalog.current().database(name).isPresent()) {
      if (statement.ifNotExists()) {
        scope.skipped(
            ErrorCode.DUPLICATE_DATABASE.sqlState(),
            "database \"" + name + "\" already exists, skipping");
        return;
      }
      throw new TidewaterException(
              ErrorCode.DUPLICATE_DATABASE, "database \"{name}\" already exists")
          .with("name", name)
          .at(statement.name().position().offset());
    }
    CatalogChange change = new CatalogChange(catalog);
    Database database = new Database(change.newId(), name);
    Schema schema = new Schema(change.newId(), Optional.of(database.id()), PUBLIC);
    change
        .add(new CatalogDelta.PutDatabase(database))
        .add(new CatalogDelta.PutSchema(schema))
        .commit();
  }

  void createSchema(CreateSchema statement, DdlScope scope) {
    CatalogSnapshot current = catalog.current();
    String databaseName =
        statement.name().isQualified()
            ? statement.name().qualifiers().get(0)
            : scope.names().database();
    Database database =
        current
            .database(databaseName)
            .orElseThrow(
                () ->
                    new TidewaterException(
                            ErrorCode.INVALID_CATALOG_NAME, "database \"{name}\" does not exist")
                        .with("name", databaseName)
                        .at(statement.name().position().offset()));
    String name = statement.name().last();
    if (current.schema(databaseName, name).isPresent()) {
      if (statement.ifNotExists()) {
        scope.skipped(
            ErrorCode.DUPLICATE_SCHEMA.sqlState(),
            "schema \"" + name + "\" already exists, skipping");
        return;
      }
      throw new TidewaterException(ErrorCode.DUPLICATE_SCHEMA, "schema \"{name}\" already exists")
          .with("name", name)
          .at(statement.name().position().offset());
    }
    CatalogChange change = new CatalogChange(catalog);
    change
        .add(
            new CatalogDelta.PutSchema(
                new Schema(change.newId(), Optional.of(database.id()), name)))
        .commit();
  }

  /** Returns the new cluster, or nothing if it was there. */
  Optional<Cluster> createCluster(CreateCluster statement, DdlScope scope) {
    String name = statement.name().value();
    String size = size(new OptionReader("CREATE CLUSTER", statement.options()), "1");
    if (catalog.current().cluster(name).isPresent()) {
      if (statement.ifNotExists()) {
        scope.skipped(
            ErrorCode.DUPLICATE_OBJECT.sqlState(),
            "cluster \"" + name + "\" already exists, skipping");
        return Optional.empty();
      }
      throw new TidewaterException(ErrorCode.DUPLICATE_OBJECT, "cluster \"{name}\" already exists")
          .with("name", name)
          .at(statement.name().position().offset());
    }
    CatalogChange change = new CatalogChange(catalog);
    Cluster cluster = new Cluster(change.newId(), name, size);
    change.add(new CatalogDelta.PutCluster(cluster)).commit();
    return Optional.of(cluster);
  }

  /** ALTER CLUSTER … SET (…): returns the cluster as it is then, or nothing if there is none. */
  Optional<Cluster> alterCluster(SetOptions statement, DdlScope scope) {
    String name = statement.name().toString();
    Optional<Cluster> found = catalog.current().cluster(name);
    if (found.isEmpty()) {
      if (statement.ifExists()) {
        scope.skipped("00000", "cluster \"" + name + "\" does not exist, skipping");
        return Optional.empty();
      }
      throw new TidewaterException(ErrorCode.UNDEFINED_OBJECT, "cluster \"{name}\" does not exist")
          .with("name", name)
          .at(statement.name().position().offset());
    }
    Cluster old = found.get();
    OptionReader options = new OptionReader("ALTER CLUSTER", statement.options());
    Cluster changed = new Cluster(old.id(), old.name(), size(options, old.size()));
    new CatalogChange(catalog).add(new CatalogDelta.PutCluster(changed)).commit();
    return Optional.of(changed);
  }

  private static String size(OptionReader options, String otherwise) {
    String size = options.text("SIZE").orElse(otherwise);
    long replicas = options.integer("REPLICATION FACTOR").orElse(1L);
    boolean isManaged = options.truth("MANAGED").orElse(true);
    if (options.has("REPLICAS") || !isManaged) {
      throw new TidewaterException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "unmanaged clusters are not supported")
          .hint("Give the cluster a SIZE; it has one replica.")
          .at(options.position(isManaged ? "REPLICAS" : "MANAGED"));
    }
    options.finish();
    if (replicas != 1) {
      throw new TidewaterException(ErrorCode.FEATURE_NOT_SUPPORTED, "REPLICATION FACTOR must be 1")
          .at(options.position("REPLICATION FACTOR"));
    }
    if (!size.matches("\\d{1,2}") || workers(size) < 1 || workers(size) > MAX_WORKERS) {
      throw new TidewaterException(
              ErrorCode.INVALID_PARAMETER_VALUE, "unknown cluster size \"{size}\"")
          .with("size", size)
          .hint("A size is a number of workers: '1', '2', …, '" + MAX_WORKERS + "'.")
          .at(options.position("SIZE"));
    }
    return size;
  }

  /** The number of workers that a size means. */
  static int workers(String size) {
    return Integer.parseInt(size);
  }
}
