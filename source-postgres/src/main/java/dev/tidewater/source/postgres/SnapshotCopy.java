package dev.tidewater.source.postgres;

import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.StagedPart;
import dev.tidewater.store.ingest.SourceStatus;
import dev.tidewater.types.Column;
import dev.tidewater.types.TidewaterException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyOut;

/**
 * Copies whole tables, all as of one snapshot that a replication slot exported. Rows go to the
 * store in sorted parts as they come, so memory stays bounded however large the tables are; nothing
 * is visible until an append takes the parts over.
 */
final class SnapshotCopy {
  /** Rows between two reports of how far it is, and between two looks at the memory used. */
  private static final int REPORT_EVERY_ROWS = 10_000;

  private static final int LOOK_EVERY_ROWS = 64;

  private final UpstreamSession session;
  private final String publication;
  private final CollectionStore store;
  private final Consumer<SourceStatus> status;
  private long rowsDone;
  private long rowsExpected;

  SnapshotCopy(
      UpstreamSession session,
      String publication,
      CollectionStore store,
      Consumer<SourceStatus> status) {
    this.session = session;
    this.publication = publication;
    this.store = store;
    this.status = status;
  }

  /**
   * A table's copy, as staged parts; or why it can't be copied.
   *
   * @param oid the upstream table's object id; 0 if it isn't there
   */
  record CopiedTable(
      TableIngest table, int oid, List<StagedPart> parts, @Nullable TidewaterException error) {}

  /** Copies the tables within the named snapshot. */
  List<CopiedTable> copy(String snapshotName, List<TableIngest> tables) {
    session.execute("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    session.execute("SET TRANSACTION SNAPSHOT '" + snapshotName + "'");
    Map<TableName, UpstreamTable> upstream =
        TableName.index(PostgresCatalog.tables(session, publication));
    for (TableIngest table : tables) {
      rowsExpected += estimatedRows(upstream.get(TableName.of(table.table())));
    }
    report();
    List<CopiedTable> copies = new ArrayList<>();
    try {
      for (TableIngest table : tables) {
        copies.add(copy(table, upstream.get(TableName.of(table.table()))));
      }
    } catch (RuntimeException e) {
      copies.forEach(copy -> copy.parts().forEach(StagedPart::close));
      throw e;
    }
    session.execute("COMMIT");
    return copies;
  }

  private CopiedTable copy(TableIngest table, @Nullable UpstreamTable upstream) {
    List<StagedPart> parts = new ArrayList<>();
    try {
      SchemaCheck.requireCompatible(table.table(), upstream);
    } catch (TidewaterException e) {
      return new CopiedTable(table, upstream == null ? 0 : upstream.oid(), parts, e);
    }
    if (upstream == null) {
      throw new IllegalStateException("the check lets no missing table pass");
    }
    try {
      copyRows(table, upstream, parts);
      return new CopiedTable(table, upstream.oid(), parts, null);
    } catch (UnfitRowException e) {
      parts.forEach(StagedPart::close);
      return new CopiedTable(table, upstream.oid(), List.of(), e.error());
    } catch (RuntimeException e) {
      parts.forEach(StagedPart::close);
      throw e;
    }
  }

  private void copyRows(TableIngest table, UpstreamTable upstream, List<StagedPart> parts) {
    CopyTextRow row = new CopyTextRow(table.table().relation().arity());
    CopyOut copy = null;
    try {
      copy = session.driver().getCopyAPI().copyOut(copyStatement(table.table(), upstream));
      for (byte[] line = copy.readFromCopy(); line != null; line = copy.readFromCopy()) {
        row.read(line);
        table.add(row, 1);
        rowsDone++;
        if (rowsDone % LOOK_EVERY_ROWS == 0
            && table.rows.sizeBytes() > TickWriter.MAX_BUFFERED_BYTES) {
          stage(table, parts);
        }
        if (rowsDone % REPORT_EVERY_ROWS == 0) {
          report();
        }
      }
      stage(table, parts);
    } catch (SQLException e) {
      throw UpstreamErrors.translate(session.where(), e);
    } finally {
      table.rollback();
      if (copy != null && copy.isActive()) {
        cancel(copy);
      }
    }
  }

  private static void cancel(CopyOut copy) {
    try {
      copy.cancelCopy();
    } catch (SQLException e) {
      // The session is of no use any more, and who reads on will be told so.
    }
  }

  private void stage(TableIngest table, List<StagedPart> parts) {
    if (table.rows.hasOpen()) {
      parts.add(store.stage(table.table().collection(), table.rows.takeOpen(TickWriter.UNTIMED)));
    }
  }

  private static String copyStatement(PostgresTable table, UpstreamTable upstream) {
    String columns =
        table.relation().columns().stream()
            .map(Column::name)
            .map(PostgresCatalog::quoted)
            .collect(Collectors.joining(", "));
    String from =
        PostgresCatalog.quoted(upstream.schema()) + "." + PostgresCatalog.quoted(upstream.name());
    String where = upstream.rowFilter() == null ? "" : " WHERE " + upstream.rowFilter();
    return "COPY (SELECT " + columns + " FROM " + from + where + ") TO STDOUT";
  }

  private long estimatedRows(@Nullable UpstreamTable table) {
    if (table == null) {
      return 0;
    }
    // Never vacuumed or analyzed: -1.
    return Math.max(
        0,
        session
            .query(
                "SELECT reltuples::bigint FROM pg_class WHERE oid = ?::text::oid",
                Integer.toUnsignedString(table.oid()))
            .get(0)
            .number(0));
  }

  private void report() {
    status.accept(new SourceStatus.Snapshotting(rowsDone, Math.max(rowsDone, rowsExpected)));
  }
}
