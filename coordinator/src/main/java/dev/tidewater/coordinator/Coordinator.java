package dev.tidewater.coordinator;

import dev.tidewater.catalog.Catalog;
import dev.tidewater.catalog.CatalogSnapshot;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemType;
import dev.tidewater.catalog.system.RuntimeStatus;
import dev.tidewater.catalog.system.SystemCatalog;
import dev.tidewater.coordinator.connection.ConnectionResolver;
import dev.tidewater.coordinator.control.Births;
import dev.tidewater.coordinator.control.ClusterController;
import dev.tidewater.coordinator.control.Controllers;
import dev.tidewater.coordinator.control.Groups;
import dev.tidewater.coordinator.control.IndexController;
import dev.tidewater.coordinator.control.SinkController;
import dev.tidewater.coordinator.control.SourceController;
import dev.tidewater.coordinator.control.StatusBoard;
import dev.tidewater.coordinator.control.Timekeeper;
import dev.tidewater.coordinator.control.ViewController;
import dev.tidewater.coordinator.ddl.DdlExecutor;
import dev.tidewater.coordinator.execute.HostQueries;
import dev.tidewater.coordinator.execute.OpenSessions;
import dev.tidewater.coordinator.execute.Services;
import dev.tidewater.coordinator.secret.SecretVault;
import dev.tidewater.coordinator.session.Session;
import dev.tidewater.coordinator.session.SessionFactory;
import dev.tidewater.coordinator.session.SessionListener;
import dev.tidewater.coordinator.session.SessionRequest;
import dev.tidewater.coordinator.table.TableWriter;
import dev.tidewater.coordinator.time.TimestampOracle;
import dev.tidewater.sink.iceberg.SinkThreads;
import dev.tidewater.sql.planner.SqlPlanner;
import dev.tidewater.store.CollectionStatus;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.DurableRegister;
import dev.tidewater.store.GroupId;
import dev.tidewater.store.StoreOptions;
import dev.tidewater.store.local.LocalStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One database server without its protocol heads. Safe for use by many threads; one process has a
 * data directory at a time, which the store's lock sees to.
 */
public final class Coordinator implements SessionFactory, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Coordinator.class);

  /** Time passes for idle tables in steps of this; who reads them moves them along at once. */
  private static final long TABLE_TICK_MILLIS = 1_000;

  private final CollectionStore store;
  private final Controllers controllers;
  private final Sessions sessions;
  private final ScheduledExecutorService timer;
  private final RunningStatus status;

  private Coordinator(
      CollectionStore store,
      Controllers controllers,
      Services services,
      RunningStatus status,
      ScheduledExecutorService timer) {
    this.store = store;
    this.status = status;
    this.controllers = controllers;
    this.timer = timer;
    this.sessions = new Sessions(services, status.openSessions());
  }

  /** Opens a data directory, making it if it is new, and starts what is in it. */
  public static Coordinator start(CoordinatorOptions options) {
    CollectionStore store =
        LocalStore.open(options.directory().resolve("store"), StoreOptions.defaults());
    try {
      return start(options, store);
    } catch (RuntimeException | Error e) {
      store.close();
      throw e;
    }
  }

  private static Coordinator start(CoordinatorOptions options, CollectionStore store) {
    Clock clock = Clock.systemUTC();
    TimestampOracle oracle = new TimestampOracle(store.register("oracle"), clock::millis);
    Catalog catalog = Catalog.open(store.log("catalog"), SystemCatalog.builtIn());
    Bootstrap.run(catalog);
    store.createGroup(GroupId.TABLES, oracle.now());
    Timekeeper.ensure(store);
    dropOrphans(catalog.current(), store);
    SecretVault vault = SecretVault.open(store, options.directory().resolve("secret.key"));
    ConnectionResolver connections =
        new ConnectionResolver(catalog, vault, options.icebergDirectory());
    StatusBoard board = new StatusBoard(clock);
    Births births = new Births(store, oracle);
    SqlPlanner planner = new SqlPlanner();
    ClusterController clusters = new ClusterController(store);
    Controllers controllers =
        new Controllers(
            clusters,
            new ViewController(catalog, planner, clusters, board),
            new IndexController(catalog, planner, clusters),
            new SourceController(catalog, store, oracle, connections, board),
            new SinkController(
                catalog,
                store,
                connections,
                board,
                SinkThreads.forAllCores(options.directory().resolve("spill")),
                environment(store),
                births),
            board,
            births);
    TableWriter tables = new TableWriter(store, oracle);
    // A restart begins at the durable upper, which may be a new table's very first time.
    tables.tick();
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "timer");
              thread.setDaemon(true);
              return thread;
            });
    RunningStatus status =
        new RunningStatus(
            catalog, store, board, controllers.views(), controllers.indexes(), new OpenSessions());
    Services services =
        new Services(
            catalog,
            store,
            oracle,
            tables,
            planner,
            new DdlExecutor(catalog, store, planner, tables, vault, connections, controllers),
            new HostQueries(
                catalog, store, status, controllers.indexes(), options.queryMemoryBytes()),
            status.openSessions(),
            controllers.views(),
            controllers.indexes(),
            timer,
            Coordinator::microsNow);
    Coordinator coordinator = new Coordinator(store, controllers, services, status, timer);
    controllers.startAll(catalog.current());
    Future<?> unused =
        timer.scheduleWithFixedDelay(
            () -> tick(tables), TABLE_TICK_MILLIS, TABLE_TICK_MILLIS, TimeUnit.MILLISECONDS);
    return coordinator;
  }

  /** An id of this database that no other has: made once, kept for ever. */
  private static String environment(CollectionStore store) {
    DurableRegister register = store.register("environment");
    register.compareAndSet(0, UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
    byte[] value = register.read().value();
    if (value == null) {
      throw new IllegalStateException("the environment's id is missing");
    }
    return new String(value, StandardCharsets.UTF_8);
  }

  private static void tick(TableWriter tables) {
    try {
      tables.tick();
    } catch (RuntimeException e) {
      LOG.warn("time could not be moved along for tables", e); // The next tick tries again.
    }
  }

  /** A crash between making a collection and naming it in the catalog leaves one without a name. */
  private static void dropOrphans(CatalogSnapshot catalog, CollectionStore store) {
    Set<Long> known =
        catalog.items().stream().map(item -> item.id().value()).collect(Collectors.toSet());
    catalog.items().forEach(item -> item.errors().ifPresent(known::add));
    known.add(Timekeeper.COLLECTION.value());
    Set<GroupId> groups =
        catalog.items().stream()
            .filter(item -> item.type().hasCollection())
            .map(Groups::of)
            .collect(Collectors.toSet());
    for (CollectionStatus status : store.collections()) {
      boolean table = status.group().equals(GroupId.TABLES);
      if (!table && !groups.contains(status.group())) {
        store.dropGroup(status.group());
      } else if (!known.contains(status.id().value())) {
        store.dropCollection(status.id());
      }
    }
  }

  private static long microsNow() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  @Override
  public Session open(SessionRequest request, SessionListener listener) {
    return sessions.open(request, listener);
  }

  @Override
  public void cancel(int processId, int secretKey) {
    sessions.cancel(processId, secretKey);
  }

  /** How many sessions are open. */
  public int openSessions() {
    return sessions.count();
  }

  /** How far everything has come that has rows and moves with time. */
  public List<ObjectMetrics> objectMetrics() {
    CatalogSnapshot snapshot = status.catalog().current();
    long now = microsNow() / 1_000;
    List<ObjectMetrics> metrics = new ArrayList<>();
    for (RuntimeStatus.Frontiers frontiers : status.frontiers()) {
      Optional<Item> found = snapshot.item(frontiers.object()); // It may be dropped by now.
      if (found.isPresent() && frontiers.write().isPresent()) {
        Item item = found.get();
        long lag = Math.max(0, now - frontiers.write().getAsLong());
        metrics.add(new ObjectMetrics(name(snapshot, item), item.type().displayName(), lag));
      }
    }
    return metrics;
  }

  public List<SinkMetrics> sinkMetrics() {
    CatalogSnapshot snapshot = status.catalog().current();
    return snapshot.items(ItemType.SINK).stream()
        .map(
            sink -> {
              StatusBoard.SinkProgress progress = status.board().sink(sink.id());
              boolean stalled =
                  status
                      .board()
                      .entry(sink.id())
                      .filter(e -> e.status().equals("stalled"))
                      .isPresent();
              return new SinkMetrics(
                  name(snapshot, sink),
                  progress.rows(),
                  progress.bytes(),
                  progress.conflicts(),
                  stalled);
            })
        .toList();
  }

  private static String name(CatalogSnapshot snapshot, Item item) {
    return snapshot.nameOf(item, "").toString();
  }

  /** Stops everything in order; what was acknowledged stays. */
  @Override
  public void close() {
    timer.shutdownNow();
    sessions.close();
    controllers.close();
    store.close();
  }
}
