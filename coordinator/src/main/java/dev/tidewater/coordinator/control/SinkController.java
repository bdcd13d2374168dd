package dev.tidewater.coordinator.control;

import dev.tidewater.catalog.Catalog;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemType;
import dev.tidewater.catalog.NameResolver;
import dev.tidewater.catalog.ObjectId;
import dev.tidewater.coordinator.connection.ConnectionResolver;
import dev.tidewater.sink.iceberg.CommitFacts;
import dev.tidewater.sink.iceberg.IcebergSink;
import dev.tidewater.sink.iceberg.SinkListener;
import dev.tidewater.sink.iceberg.SinkOptions;
import dev.tidewater.sink.iceberg.SinkSpec;
import dev.tidewater.sink.iceberg.SinkStatus;
import dev.tidewater.sink.iceberg.SinkTarget;
import dev.tidewater.sink.iceberg.SinkThreads;
import dev.tidewater.sink.iceberg.table.SinkMode;
import dev.tidewater.sink.iceberg.write.KeyViolation;
import dev.tidewater.sink.iceberg.write.TableWriter.KeyProof;
import dev.tidewater.sql.ast.CreateStatement.CreateSink;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.catalog.NameContext;
import dev.tidewater.sql.parser.SqlParser;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.types.RelationSchema;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Runs the sinks of the catalog. Safe for use by many threads; one sink is handled by one. */
public final class SinkController implements AutoCloseable {
  private static final NameContext COMPLETE = new NameContext("", List.of());

  private final Catalog catalog;
  private final CollectionStore store;
  private final ConnectionResolver connections;
  private final StatusBoard board;
  private final SinkThreads threads;
  private final String environment;
  private final Births births;
  private final Map<ObjectId, IcebergSink> running = new ConcurrentHashMap<>();

  /**
   * Sinks that should run, also while they wait for their input's first contents, as last started:
   * once one is dropped, its input may be gone from the catalog too.
   */
  private final Map<ObjectId, SinkSpec> wanted = new ConcurrentHashMap<>();

  /**
   * @param environment this server's own id, so that two servers never take each other's sinks for
   *     their own
   */
  public SinkController(
      Catalog catalog,
      CollectionStore store,
      ConnectionResolver connections,
      StatusBoard board,
      SinkThreads threads,
      String environment,
      Births births) {
    this.catalog = catalog;
    this.store = store;
    this.connections = connections;
    this.board = board;
    this.threads = threads;
    this.environment = environment;
    this.births = births;
  }

  /** Starts a sink as the catalog now defines it; restarts it if it runs. */
  public void start(Item sink) {
    SinkSpec spec = spec(sink);
    wanted.put(sink.id(), spec);
    stop(sink.id());
    board.note(sink.id(), "starting");
    // A relation that is being made has nothing to export yet.
    births.then(spec.input(), () -> startNow(sink, spec));
  }

  private synchronized void startNow(Item sink, SinkSpec spec) {
    if (spec.equals(wanted.get(sink.id())) && !running.containsKey(sink.id())) {
      running.put(sink.id(), IcebergSink.start(spec, store, threads, listener(sink)));
    }
  }

  /** Stops a sink between two commits. */
  private void stop(ObjectId sink) {
    IcebergSink stopping = running.remove(sink);
    if (stopping != null) {
      stopping.close();
    }
  }

  /** Stops a sink for good and lets its input be compacted; the table stays. */
  public void drop(Item sink) {
    SinkSpec spec = wanted.remove(sink.id());
    stop(sink.id());
    if (spec != null) {
      IcebergSink.forget(spec, store);
    }
  }

  @Override
  public void close() {
    wanted.clear();
    List.copyOf(running.keySet()).parallelStream().forEach(this::stop);
    threads.close();
  }

  private SinkSpec spec(Item sink) {
    CreateSink statement = (CreateSink) SqlParser.parseStatement(sink.createSql());
    SinkDefinition definition = SinkDefinition.of(statement);
    Item input = item(statement.input(), null);
    RelationSchema schema = input.relation().orElseThrow();
    SinkTarget target =
        new SinkTarget(
            connections.icebergCatalog(item(definition.connection(), ItemType.CONNECTION)),
            definition.storage().map(n -> connections.aws(item(n, ItemType.CONNECTION))),
            definition.namespace(),
            definition.table());
    return new SinkSpec(
        environment + "/" + sink.id(),
        new CollectionId(input.id().value()),
        schema,
        target,
        definition.key().stream().map(c -> schema.positionOf(c).orElseThrow()).toList(),
        definition.keyEnforced() ? KeyProof.PROVEN : KeyProof.NOT_ENFORCED,
        SinkMode.valueOf(definition.mode().name()),
        options(definition));
  }

  private static SinkOptions options(SinkDefinition definition) {
    return SinkOptions.every(definition.commitInterval())
        .withFormatVersion(definition.formatVersion())
        .withViolations(
            switch (definition.onKeyViolation()) {
              case STALL -> KeyViolation.STALL;
              case KEEP_LAST -> KeyViolation.KEEP_LAST;
            });
  }

  private Item item(QualifiedName name, @org.jspecify.annotations.Nullable ItemType type) {
    NameResolver resolver = new NameResolver(catalog.current(), COMPLETE);
    return type == null ? resolver.find(name).orElseThrow() : resolver.require(name, type);
  }

  private SinkListener listener(Item sink) {
    return new SinkListener() {
      @Override
      public void statusChanged(SinkStatus status) {
        if (status instanceof SinkStatus.Stalled stalled) {
          board.stalled(sink.id(), stalled.error());
        } else if (status instanceof SinkStatus.Starting) {
          board.note(sink.id(), "starting");
        } else if (status instanceof SinkStatus.Stopped) {
          board.note(sink.id(), "paused");
        } else {
          board.note(sink.id(), "running");
        }
      }

      @Override
      public void committed(CommitFacts facts) {
        board.committed(sink.id(), facts);
      }

      @Override
      public void progressed(long frontier) {
        board.progressed(sink.id(), frontier);
      }

      @Override
      public void conflicted() {
        board.conflicted(sink.id());
      }
    };
  }
}
