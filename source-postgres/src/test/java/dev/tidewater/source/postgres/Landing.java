package dev.tidewater.source.postgres;

import dev.tidewater.source.postgres.PostgresConnection.SslMode;
import dev.tidewater.store.ChangeReader;
import dev.tidewater.store.Changes;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.GroupId;
import dev.tidewater.store.Snapshot;
import dev.tidewater.store.StoreOptions;
import dev.tidewater.store.ingest.SourceListener;
import dev.tidewater.store.ingest.SourceStatus;
import dev.tidewater.store.local.LocalStore;
import dev.tidewater.testkit.component.RealPostgres;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.format.TextFormat;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.UpdateCursor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A store that a source lands in, and eyes to look at what landed. */
final class Landing implements AutoCloseable, SourceListener {
  static final GroupId GROUP = new GroupId("source-1");
  static final String PUBLICATION = "everything";

  /** Long enough for a machine with two busy cores. */
  private static final long LIMIT_SECONDS = 60;

  private static final long RETENTION_MILLIS = 600_000;

  private final RealPostgres upstream;
  private final Path directory;
  private final Map<String, PostgresTable> tables = new LinkedHashMap<>();
  private final Map<CollectionId, TidewaterException> tableErrors = new ConcurrentHashMap<>();
  final List<SourceStatus> statuses = Collections.synchronizedList(new ArrayList<>());
  private final String slot = PostgresSourceSpec.newSlotName();
  private int lastCollection;
  CollectionStore store;
  private UnaryOperator<CollectionStore> wrapping = UnaryOperator.identity();
  private @Nullable PostgresSource source;

  Landing(RealPostgres upstream, Path directory) {
    this.upstream = upstream;
    this.directory = directory;
    this.store = open();
    store.createGroup(GROUP, System.currentTimeMillis());
  }

  private CollectionStore open() {
    return LocalStore.open(
        directory, StoreOptions.defaults().withRetentionMillis(RETENTION_MILLIS));
  }

  static PostgresConnection connection(RealPostgres upstream) {
    return new PostgresConnection(
        upstream.host(),
        upstream.port(),
        upstream.user(),
        upstream.password(),
        upstream.database(),
        SslMode.PREFER);
  }

  String slot() {
    return slot;
  }

  /** From the next start on the source sees the store through this. */
  void wrapStore(UnaryOperator<CollectionStore> wrapper) {
    wrapping = wrapper;
  }

  /** Makes collections for these tables of the publication, as CREATE TABLE FROM SOURCE does. */
  void follow(String... names) {
    List<UpstreamTable> published = PostgresCatalog.tables(connection(upstream), PUBLICATION);
    for (String name : names) {
      UpstreamTable table =
          published.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
      CollectionId id = new CollectionId(++lastCollection);
      store.createCollection(id, GROUP);
      tables.put(
          name,
          new PostgresTable(
              id, table.schema(), name, table.relation(ColumnChoice.AS_THEY_ARE), Set.of()));
    }
  }

  void start() {
    source =
        PostgresSource.start(
            new PostgresSourceSpec(
                connection(upstream),
                PUBLICATION,
                slot,
                GROUP,
                List.copyOf(tables.values()),
                Duration.ofMillis(20)),
            wrapping.apply(store),
            System::currentTimeMillis,
            this);
  }

  void stop() {
    if (source != null) {
      source.close();
      source = null;
    }
  }

  /** Pulls the store away from under the running source, as a crash would, and opens it again. */
  void crash() {
    store.close();
    stop();
    store = open();
  }

  SourceStatus status() {
    return Objects.requireNonNull(source).status();
  }

  @Override
  public void statusChanged(SourceStatus status) {
    statuses.add(status);
  }

  @Override
  public void tableFailed(CollectionId table, TidewaterException cause) {
    tableErrors.put(table, cause);
  }

  @Nullable TidewaterException tableError(String name) {
    return tableErrors.get(collection(name));
  }

  void forgetTableErrors() {
    tableErrors.clear();
  }

  CollectionId collection(String name) {
    return Objects.requireNonNull(tables.get(name)).collection();
  }

  long upper() {
    return store.upper(GROUP);
  }

  /** The table's rows now, values as PostgreSQL prints them and separated by bars, in any order. */
  List<String> rows(String name) {
    long upper = upper();
    boolean readable = store.status(collection(name)).orElseThrow().since() < upper;
    return readable ? rows(name, upper - 1) : List.of();
  }

  List<String> rows(String name, long asOf) {
    RelationSchema schema = Objects.requireNonNull(tables.get(name)).relation();
    RowLayout layout = RowLayout.of(schema);
    List<String> result = new ArrayList<>();
    try (Snapshot snapshot = store.snapshot(collection(name), asOf);
        UpdateCursor cursor = snapshot.rows()) {
      while (cursor.next()) {
        @Nullable Object[] values = layout.decode(cursor.bytes(), cursor.offset(), cursor.length());
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
          Object value = values[i];
          texts.add(value == null ? "null" : TextFormat.UTC.print(schema.column(i).type(), value));
        }
        if (cursor.diff() < 0) {
          throw new AssertionError("negative multiplicity of " + texts);
        }
        for (long i = 0; i < cursor.diff(); i++) {
          result.add(String.join("|", texts));
        }
      }
    }
    return result;
  }

  /** The times from the given one on at which the table changed. */
  SortedSet<Long> changeTimes(String name, long from) {
    SortedSet<Long> times = new TreeSet<>();
    try (ChangeReader reader = store.changes(collection(name), from)) {
      for (Changes changes = reader.poll(Long.MAX_VALUE);
          changes != null;
          changes = reader.poll(Long.MAX_VALUE)) {
        for (Batch batch : changes.batches()) {
          try (UpdateCursor cursor = batch.cursor()) {
            while (cursor.next()) {
              times.add(cursor.time());
            }
          }
        }
      }
    }
    return times;
  }

  /** Whether the table holds now what upstream holds. */
  boolean agrees(String name) {
    return sorted(rows(name)).equals(sorted(upstream.query("SELECT * FROM " + name)));
  }

  /** Waits until the table holds what upstream holds, which must not change meanwhile. */
  void awaitAgreement(String... names) {
    for (String name : names) {
      await("agreement of " + name, () -> agrees(name));
    }
  }

  static List<String> sorted(List<String> rows) {
    return rows.stream().sorted().toList();
  }

  /** Looks at every move of the upper whether the condition holds. */
  void await(String what, BooleanSupplier condition) {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > limit) {
        throw new AssertionError("no " + what + " after a minute; " + statuses);
      }
      awaitMove();
    }
  }

  /** Waits a little for the upper to move. */
  private void awaitMove() {
    try {
      store
          .awaitReadable(tables.values().iterator().next().collection(), upper())
          .get(100, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // Also what does not move is worth a look.
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  void awaitStatus(Class<? extends SourceStatus> type) {
    await("status " + type.getSimpleName(), () -> type.isInstance(status()));
  }

  @Override
  public void close() {
    stop();
    store.close();
  }
}
