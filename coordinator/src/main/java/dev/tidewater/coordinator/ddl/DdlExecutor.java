package dev.tidewater.coordinator.ddl;

import dev.tidewater.catalog.Catalog;
import dev.tidewater.catalog.CatalogDelta;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemType;
import dev.tidewater.catalog.NameResolver;
import dev.tidewater.coordinator.connection.ConnectionResolver;
import dev.tidewater.coordinator.control.Controllers;
import dev.tidewater.coordinator.secret.SecretVault;
import dev.tidewater.coordinator.table.TableWriter;
import dev.tidewater.sql.ast.AlterStatement;
import dev.tidewater.sql.ast.AlterStatement.DropObjects;
import dev.tidewater.sql.ast.AlterStatement.Rename;
import dev.tidewater.sql.ast.AlterStatement.SetOptions;
import dev.tidewater.sql.ast.AlterStatement.SetSecretValue;
import dev.tidewater.sql.ast.CreateStatement;
import dev.tidewater.sql.ast.CreateStatement.CreateCluster;
import dev.tidewater.sql.ast.CreateStatement.CreateConnection;
import dev.tidewater.sql.ast.CreateStatement.CreateDatabase;
import dev.tidewater.sql.ast.CreateStatement.CreateIndex;
import dev.tidewater.sql.ast.CreateStatement.CreateMaterializedView;
import dev.tidewater.sql.ast.CreateStatement.CreateRole;
import dev.tidewater.sql.ast.CreateStatement.CreateSchema;
import dev.tidewater.sql.ast.CreateStatement.CreateSecret;
import dev.tidewater.sql.ast.CreateStatement.CreateSink;
import dev.tidewater.sql.ast.CreateStatement.CreateSource;
import dev.tidewater.sql.ast.CreateStatement.CreateTable;
import dev.tidewater.sql.ast.CreateStatement.CreateTableAs;
import dev.tidewater.sql.ast.CreateStatement.CreateTableFromSource;
import dev.tidewater.sql.ast.CreateStatement.CreateType;
import dev.tidewater.sql.ast.CreateStatement.CreateView;
import dev.tidewater.sql.ast.CreateStatement.CreateVisitor;
import dev.tidewater.sql.ast.ObjectKind;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.planner.SqlPlanner;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Carries out DDL: first in the catalog, which makes it true, then by the controllers, which make
 * it run. One statement at a time; queries go on meanwhile.
 */
public final class DdlExecutor {
  private final Catalog catalog;
  private final CollectionStore store;
  private final SecretVault vault;
  private final ConnectionResolver connectionResolver;
  private final Controllers controllers;
  private final Namespaces namespaces;
  private final Relations relations;
  private final Indexes indexes;
  private final Sources sources;
  private final Sinks sinks;
  private final Connections connections;
  private final Dropping dropping;
  private final ReentrantLock turn = new ReentrantLock(true);

  public DdlExecutor(
      Catalog catalog,
      CollectionStore store,
      SqlPlanner planner,
      TableWriter tables,
      SecretVault vault,
      ConnectionResolver connectionResolver,
      Controllers controllers) {
    this.catalog = catalog;
    this.store = store;
    this.vault = vault;
    this.connectionResolver = connectionResolver;
    this.controllers = controllers;
    this.namespaces = new Namespaces(catalog);
    this.relations = new Relations(catalog, store, planner, tables);
    this.indexes = new Indexes(catalog);
    this.sources = new Sources(catalog, store, connectionResolver);
    this.sinks = new Sinks(catalog, connectionResolver);
    this.connections = new Connections(catalog, vault, planner, connectionResolver);
    this.dropping = new Dropping(catalog);
  }

  /** Makes an object; returns the command tag. */
  public String create(CreateStatement statement, DdlScope scope) {
    turn.lock();
    try {
      return statement.acceptCreate(new Creator(scope));
    } finally {
      turn.unlock();
    }
  }

  /** Changes or drops objects; returns the command tag. */
  public String alter(AlterStatement statement, DdlScope scope) {
    turn.lock();
    try {
      return alterInTurn(statement, scope);
    } finally {
      turn.unlock();
    }
  }

  /** Goes to where a connection leads and looks whether it can be used. */
  public void validateConnection(Item connection) {
    connectionResolver.validate(connectionResolver.spec(connection));
  }

  private String alterInTurn(AlterStatement statement, DdlScope scope) {
    if (statement instanceof DropObjects drop) {
      drop(drop, scope);
      return "DROP " + drop.kind().keywords();
    } else if (statement instanceof SetSecretValue secret) {
      connections.alterSecret(secret, scope);
      return "ALTER SECRET";
    } else if (statement instanceof Rename rename) {
      rename(rename, scope);
      return "ALTER " + rename.kind().keywords();
    } else if (statement instanceof SetOptions options && options.kind() == ObjectKind.CLUSTER) {
      namespaces.alterCluster(options, scope).ifPresent(controllers.clusters()::resize);
      return "ALTER CLUSTER";
    } else if (statement instanceof SetOptions options) {
      Item sink = sinks.alter(options, scope);
      controllers.sinks().start(sink);
      return "ALTER SINK";
    }
    throw new TidewaterException(
            ErrorCode.FEATURE_NOT_SUPPORTED, "this statement is not supported yet")
        .at(statement.position().offset());
  }

  private void drop(DropObjects statement, DdlScope scope) {
    // What is dropped must be known as it was, so controllers are told with the old items.
    Dropping.Dropped dropped = dropping.drop(statement, scope);
    for (Item item : dropped.items()) {
      controllers.drop(item);
      if (item.type() == ItemType.SECRET) {
        vault.remove(item.id());
      }
    }
    dropped.items().forEach(item -> StoredItems.drop(store, item));
    dropped.namespaces().forEach(controllers.clusters()::dropIfCluster);
  }

  private void rename(Rename statement, DdlScope scope) {
    NameResolver resolver = new Naming(catalog, scope).resolver();
    if (statement.ifExists() && resolver.find(statement.name()).isEmpty()) {
      scope.skipped("00000", "\"" + statement.name() + "\" does not exist, skipping");
      return;
    }
    Item item = resolver.require(statement.name(), ItemTypes.of(statement.kind()));
    if (item.type() != ItemType.SINK) {
      // Stored statements of others name it; they would have to be rewritten with it.
      throw new TidewaterException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "renaming a {type} is not supported yet")
          .with("type", item.type().displayName())
          .at(statement.position().offset());
    }
    String newName = statement.newName().value();
    if (catalog.current().item(item.schema(), newName).isPresent()) {
      throw CatalogChange.alreadyExists(catalog.current(), item.schema(), newName)
          .at(statement.newName().position().offset());
    }
    new CatalogChange(catalog).add(new CatalogDelta.PutItem(sinks.renamed(item, newName))).commit();
  }

  /** One method for each kind of object; each gives its command tag. */
  private final class Creator implements CreateVisitor<String> {
    private final DdlScope scope;

    Creator(DdlScope scope) {
      this.scope = scope;
    }

    private void startNew(Item item) {
      controllers.startNew(item, catalog.current());
    }

    @Override
    public String visitCreateTable(CreateTable statement) {
      relations.createTable(statement, scope);
      return "CREATE TABLE";
    }

    @Override
    public String visitCreateTableAs(CreateTableAs statement) {
      throw unsupported("CREATE TABLE AS", statement.position());
    }

    @Override
    public String visitCreateTableFromSource(CreateTableFromSource statement) {
      sources.createTable(statement, scope).ifPresent(this::startNew);
      return "CREATE TABLE";
    }

    @Override
    public String visitCreateView(CreateView statement) {
      relations.createView(statement, scope);
      return "CREATE VIEW";
    }

    @Override
    public String visitCreateMaterializedView(CreateMaterializedView statement) {
      relations.createMaterializedView(statement, scope).ifPresent(this::startNew);
      return "CREATE MATERIALIZED VIEW";
    }

    @Override
    public String visitCreateSource(CreateSource statement) {
      sources.createSource(statement, scope).ifPresent(this::startNew);
      return "CREATE SOURCE";
    }

    @Override
    public String visitCreateSink(CreateSink statement) {
      sinks.createSink(statement, scope).ifPresent(controllers.sinks()::start);
      return "CREATE SINK";
    }

    @Override
    public String visitCreateConnection(CreateConnection statement) {
      connections.createConnection(statement, scope);
      return "CREATE CONNECTION";
    }

    @Override
    public String visitCreateSecret(CreateSecret statement) {
      connections.createSecret(statement, scope);
      return "CREATE SECRET";
    }

    @Override
    public String visitCreateCluster(CreateCluster statement) {
      namespaces.createCluster(statement, scope).ifPresent(controllers.clusters()::start);
      return "CREATE CLUSTER";
    }

    @Override
    public String visitCreateDatabase(CreateDatabase statement) {
      namespaces.createDatabase(statement, scope);
      return "CREATE DATABASE";
    }

    @Override
    public String visitCreateSchema(CreateSchema statement) {
      namespaces.createSchema(statement, scope);
      return "CREATE SCHEMA";
    }

    @Override
    public String visitCreateIndex(CreateIndex statement) {
      indexes.createIndex(statement, scope).ifPresent(controllers.indexes()::start);
      return "CREATE INDEX";
    }

    @Override
    public String visitCreateType(CreateType statement) {
      throw unsupported("CREATE TYPE", statement.position());
    }

    @Override
    public String visitCreateRole(CreateRole statement) {
      throw unsupported("CREATE ROLE", statement.position());
    }
  }

  private static TidewaterException unsupported(String what, Position position) {
    return new TidewaterException(ErrorCode.FEATURE_NOT_SUPPORTED, "{what} is not supported yet")
        .with("what", what)
        .at(position.offset());
  }
}
