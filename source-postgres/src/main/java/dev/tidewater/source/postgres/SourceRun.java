package dev.tidewater.source.postgres;

import dev.tidewater.source.postgres.SourceProgress.TableError;
import dev.tidewater.source.postgres.SourceProgress.TableProgress;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.ingest.SourceListener;
import dev.tidewater.store.ingest.SourceStatus;
import dev.tidewater.store.ingest.Timeline;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One run of a source, from connecting to the first error or the end: reads where the source stands
 * from the store, copies tables that are new, then follows the stream. Keeps nothing for the next
 * run.
 *
 * <pre>
 *   no progress ──► make slot, which exports a snapshot at LSN X ──► copy all tables ──► append at
 *                   one timestamp, progress = X ──► stream from X
 *   progress P ───► (tables that are new: copy as of X by a temporary slot) ──► stream from P;
 *                   having come to X append the copies too
 * </pre>
 */
final class SourceRun {
  /** Between two durable notes of a position that moved though none of our tables changed. */
  private static final long NOTE_POSITION_NANOS = Duration.ofSeconds(10).toNanos();

  /** Between two looks for messages while there are none: a small part of what a person notices. */
  private static final long POLL_NANOS = Duration.ofMillis(50).toNanos();

  private final PostgresSourceSpec spec;
  private final CollectionStore store;
  private final Timeline timeline;
  private final SourceListener listener;
  private final Ending ending;
  private final Map<CollectionId, TableIngest> tables = new LinkedHashMap<>();

  SourceRun(
      PostgresSourceSpec spec,
      CollectionStore store,
      Timeline timeline,
      SourceListener listener,
      Ending ending) {
    this.spec = spec;
    this.store = store;
    this.timeline = timeline;
    this.listener = listener;
    this.ending = ending;
    for (PostgresTable table : spec.tables()) {
      tables.put(table.collection(), new TableIngest(table));
    }
  }

  /** Returns when the source is to end; every other end is an exception. */
  void run() {
    try (UpstreamSession replication =
        ending.track(UpstreamSession.forReplication(spec.connection()))) {
      byte[] stored = store.progress(spec.group());
      if (stored == null) {
        startAnew(replication);
      } else {
        goOn(replication, SourceProgress.decode(stored));
      }
    }
  }

  private void startAnew(UpstreamSession replication) {
    long systemId = ReplicationSlot.systemId(replication);
    PostgresCatalog.validate(spec.connection());
    try (UpstreamSession queries = session()) {
      // Left behind by a run that did not come to its first append.
      ReplicationSlot.drop(queries, spec.slot());
      ReplicationSlot.Created slot = ReplicationSlot.create(replication, spec.slot());
      TableSnapshot snapshot = copy(queries, slot, List.copyOf(tables.values()));
      SourceProgress start = new SourceProgress(systemId, slot.consistentPoint(), new TreeMap<>());
      follow(replication, start, snapshot);
    }
  }

  private void goOn(UpstreamSession replication, SourceProgress progress) {
    if (ReplicationSlot.systemId(replication) != progress.systemId()) {
      throw new PositionLostException("the upstream server is another one than before");
    }
    try (UpstreamSession queries = session()) {
      ReplicationSlot.requireReadableFrom(queries, spec.slot(), progress.lsn());
      List<TableIngest> added =
          tables.values().stream()
              .filter(table -> !progress.tables().containsKey(table.table().collection()))
              .toList();
      follow(replication, progress, added.isEmpty() ? null : copyAdded(queries, added));
    }
  }

  private TableSnapshot copyAdded(UpstreamSession queries, List<TableIngest> added) {
    try (UpstreamSession exporter =
        ending.track(UpstreamSession.forReplication(spec.connection()))) {
      ReplicationSlot.Created slot =
          ReplicationSlot.createTemporary(exporter, PostgresSourceSpec.newSlotName());
      return copy(queries, slot, added);
    }
  }

  private TableSnapshot copy(
      UpstreamSession queries, ReplicationSlot.Created slot, List<TableIngest> wanted) {
    SnapshotCopy copy =
        new SnapshotCopy(queries, spec.publication(), store, listener::statusChanged);
    return new TableSnapshot(slot.consistentPoint(), copy.copy(slot.snapshotName(), wanted));
  }

  private UpstreamSession session() {
    return ending.track(UpstreamSession.forQueries(spec.connection()));
  }

  private void follow(
      UpstreamSession replication, SourceProgress progress, @Nullable TableSnapshot snapshot) {
    TickWriter writer = new TickWriter(store, timeline, spec.group(), tables, progress);
    ChangeApplier applier = new ChangeApplier(store, writer, listener, this::requireCompatibleNow);
    try {
      followKnownTables(progress, applier);
      if (snapshot != null) {
        applier.joinWhenReached(snapshot);
      }
      try (ChangeStream stream =
          ChangeStream.open(replication, spec.slot(), spec.publication(), writer.durableLsn())) {
        listener.statusChanged(new SourceStatus.Running());
        stream(stream, writer, applier);
      }
    } finally {
      applier.discard();
      writer.discard();
    }
  }

  /** Tables that are in already go on, unless they were broken before or were altered meanwhile. */
  private void followKnownTables(SourceProgress progress, ChangeApplier applier) {
    List<UpstreamTable> upstream = progress.tables().isEmpty() ? List.of() : upstreamTables();
    Map<TableName, UpstreamTable> byName = TableName.index(upstream);
    Map<Integer, UpstreamTable> byOid =
        upstream.stream().collect(Collectors.toMap(UpstreamTable::oid, Function.identity()));
    for (Map.Entry<CollectionId, TableProgress> entry : progress.tables().entrySet()) {
      TableIngest table = tables.get(entry.getKey());
      if (table == null) {
        continue; // dropped here
      }
      TableError error = entry.getValue().error();
      if (error != null) {
        listener.tableFailed(entry.getKey(), error.toException());
        continue;
      }
      int oid = entry.getValue().oid();
      applier.follow(oid, table);
      // A table that was renamed is still the one that it was.
      UpstreamTable found = byOid.get(oid);
      applier.checkAltered(oid, found == null ? byName.get(TableName.of(table.table())) : found);
    }
  }

  private List<UpstreamTable> upstreamTables() {
    try (UpstreamSession queries = session()) {
      return PostgresCatalog.tables(queries, spec.publication());
    }
  }

  private void requireCompatibleNow(PostgresTable table, int oid) {
    try (UpstreamSession queries = session()) {
      SchemaCheck.requireCompatible(
          table, PostgresCatalog.table(queries, spec.publication(), oid).orElse(null));
    }
  }

  private void stream(ChangeStream stream, TickWriter writer, ChangeApplier applier) {
    long tick = spec.tickInterval().toNanos();
    long poll = Math.min(POLL_NANOS, tick);
    long nextTick = System.nanoTime() + tick;
    long lastAppend = System.nanoTime();
    boolean going = true;
    while (going) {
      boolean caughtUp = drain(stream, applier, nextTick);
      if (caughtUp && !applier.inTransaction()) {
        applier.seenUpTo(stream.receivedUpTo());
      }
      long now = System.nanoTime();
      if (now - nextTick >= 0) {
        if (writer.hasNews() || (writer.hasMoved() && now - lastAppend > NOTE_POSITION_NANOS)) {
          writer.append();
          stream.acknowledge(writer.durableLsn());
          lastAppend = now;
        } else {
          writer.advance();
        }
        nextTick = System.nanoTime() + tick;
      }
      going = !ending.isSetWithin(caughtUp ? Math.min(poll, nextTick - System.nanoTime()) : 0);
    }
  }

  /** Takes messages until there are none, which gives true, or the time has come. */
  private static boolean drain(ChangeStream stream, ChangeApplier applier, long untilNanos) {
    while (System.nanoTime() - untilNanos < 0) {
      if (!stream.poll(applier)) {
        return true;
      }
    }
    return false;
  }
}
