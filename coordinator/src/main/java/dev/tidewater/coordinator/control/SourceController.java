package dev.tidewater.coordinator.control;

import dev.tidewater.catalog.Catalog;
import dev.tidewater.catalog.CatalogSnapshot;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemType;
import dev.tidewater.catalog.NameResolver;
import dev.tidewater.catalog.ObjectId;
import dev.tidewater.coordinator.connection.ConnectionResolver;
import dev.tidewater.source.loadgen.LoadGeneratorSource;
import dev.tidewater.source.loadgen.LoadGeneratorSpec;
import dev.tidewater.source.postgres.ColumnChoice;
import dev.tidewater.source.postgres.PostgresSource;
import dev.tidewater.source.postgres.PostgresSourceSpec;
import dev.tidewater.source.postgres.PostgresTable;
import dev.tidewater.sql.ast.CreateStatement.CreateSource;
import dev.tidewater.sql.ast.CreateStatement.CreateTableFromSource;
import dev.tidewater.sql.catalog.NameContext;
import dev.tidewater.sql.parser.SqlParser;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.ingest.RunningSource;
import dev.tidewater.store.ingest.SourceListener;
import dev.tidewater.store.ingest.SourceStatus;
import dev.tidewater.store.ingest.Timeline;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Runs the sources of the catalog. Safe for use by many threads; one source is handled by one. */
public final class SourceController implements AutoCloseable {
  private static final NameContext COMPLETE = new NameContext("", List.of());

  private final Catalog catalog;
  private final CollectionStore store;
  private final Timeline timeline;
  private final ConnectionResolver connections;
  private final StatusBoard board;
  private final Map<ObjectId, RunningSource> running = new ConcurrentHashMap<>();

  public SourceController(
      Catalog catalog,
      CollectionStore store,
      Timeline timeline,
      ConnectionResolver connections,
      StatusBoard board) {
    this.catalog = catalog;
    this.store = store;
    this.timeline = timeline;
    this.connections = connections;
    this.board = board;
  }

  /** Starts a source with the tables that the catalog now gives it; restarts it if it runs. */
  public void start(Item source) {
    stop(source.id());
    CreateSource statement = (CreateSource) SqlParser.parseStatement(source.createSql());
    SourceDefinition definition = SourceDefinition.of(statement);
    Map<String, Item> tables = tables(source);
    SourceListener listener = listener(source);
    running.put(
        source.id(),
        definition instanceof SourceDefinition.Generated generated
            ? LoadGeneratorSource.start(spec(source, generated, tables), store, timeline, listener)
            : PostgresSource.start(
                spec(source, (SourceDefinition.Replicated) definition, tables),
                store,
                timeline,
                listener));
  }

  /** Starts a source again with the tables that it now has; does nothing if it does not run. */
  public void restart(ObjectId source) {
    if (running.containsKey(source)) {
      catalog.current().item(source).ifPresent(this::start);
    }
  }

  /** Stops a source; what it has written stays. */
  public void stop(ObjectId source) {
    RunningSource stopping = running.remove(source);
    if (stopping != null) {
      stopping.close();
    }
  }

  /** Stops a source for good and frees what it holds upstream. */
  public void drop(Item source) {
    stop(source.id());
    CreateSource statement = (CreateSource) SqlParser.parseStatement(source.createSql());
    if (SourceDefinition.of(statement) instanceof SourceDefinition.Replicated replicated) {
      PostgresSource.dropSlot(
          connections.postgres(connection(replicated)), replicated.slot().orElseThrow());
    }
    board.remove(source.id());
  }

  @Override
  public void close() {
    List.copyOf(running.keySet()).forEach(this::stop);
  }

  /** The relations fed by a source, by what it calls them. */
  private Map<String, Item> tables(Item source) {
    CatalogSnapshot current = catalog.current();
    Map<String, Item> tables = new LinkedHashMap<>();
    if (source.relation().isPresent()) {
      tables.put(source.externalReference().orElseThrow(), source);
    }
    for (Item item : current.items()) {
      if (item.parent().filter(source.id()::equals).isPresent()) {
        tables.put(item.externalReference().orElseThrow(), item);
      }
    }
    return tables;
  }

  private static LoadGeneratorSpec spec(
      Item source, SourceDefinition.Generated definition, Map<String, Item> tables) {
    Map<String, CollectionId> collections = new LinkedHashMap<>();
    tables.forEach((name, item) -> collections.put(name, new CollectionId(item.id().value())));
    return new LoadGeneratorSpec(
        definition.generator(),
        Groups.of(source),
        collections,
        definition.tickInterval(),
        definition.asOf(),
        definition.upTo(),
        definition.scaleFactor());
  }

  private PostgresSourceSpec spec(
      Item source, SourceDefinition.Replicated definition, Map<String, Item> tables) {
    List<PostgresTable> followed = new ArrayList<>();
    tables.forEach(
        (reference, item) -> {
          int point = reference.indexOf('.');
          followed.add(
              new PostgresTable(
                  new CollectionId(item.id().value()),
                  reference.substring(0, point),
                  reference.substring(point + 1),
                  item.relation().orElseThrow(),
                  columns(item, reference, definition).text()));
        });
    return new PostgresSourceSpec(
        connections.postgres(connection(definition)),
        definition.publication(),
        definition.slot().orElseThrow(),
        Groups.of(source),
        followed,
        definition.tickInterval());
  }

  private static ColumnChoice columns(
      Item item, String reference, SourceDefinition.Replicated definition) {
    return item.type() == ItemType.TABLE
        ? ColumnOptions.of((CreateTableFromSource) SqlParser.parseStatement(item.createSql()))
            .ofTable()
        : definition.columns().ofTable(reference);
  }

  private Item connection(SourceDefinition.Replicated definition) {
    return new NameResolver(catalog.current(), COMPLETE)
        .require(definition.connection(), ItemType.CONNECTION);
  }

  private SourceListener listener(Item source) {
    return new SourceListener() {
      @Override
      public void statusChanged(SourceStatus status) {
        board.source(source.id(), status);
      }

      @Override
      public void tableFailed(CollectionId table, TidewaterException cause) {
        board.failed(new ObjectId(table.value()), cause);
      }
    };
  }
}
