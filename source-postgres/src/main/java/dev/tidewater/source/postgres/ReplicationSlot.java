package dev.tidewater.source.postgres;

import dev.tidewater.source.postgres.UpstreamSession.Row;
import java.util.List;
import org.postgresql.replication.LogSequenceNumber;

/**
 * The upstream's memory of how far a source has come: PostgreSQL keeps what was written since. The
 * source's own position, stored with its rows, is never behind the slot's.
 */
final class ReplicationSlot {
  private ReplicationSlot() {}

  /** A slot just made, and the snapshot of the database at exactly the point where it begins. */
  record Created(long consistentPoint, String snapshotName) {}

  /** Makes the slot; the snapshot lasts until the session's next command. */
  static Created create(UpstreamSession replication, String name) {
    return created(replication, name, "");
  }

  /** Makes a slot that goes with the session, for the sake of its snapshot. */
  static Created createTemporary(UpstreamSession replication, String name) {
    return created(replication, name, " TEMPORARY");
  }

  private static Created created(UpstreamSession replication, String name, String kind) {
    Row row =
        replication
            .command(
                "CREATE_REPLICATION_SLOT "
                    + PostgresCatalog.quoted(name)
                    + kind
                    + " LOGICAL pgoutput EXPORT_SNAPSHOT")
            .get(0);
    return new Created(parse(row.text(1)), row.text(2));
  }

  /** Removes the slot if it is there. */
  static void drop(UpstreamSession session, String name) {
    session.query(
        "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = ?",
        name);
  }

  /**
   * Checks that all changes from the position on can still be read.
   *
   * @throws PositionLostException if not
   */
  static void requireReadableFrom(UpstreamSession session, String name, long lsn) {
    List<Row> rows =
        session.query(
            "SELECT confirmed_flush_lsn, to_jsonb(s) ->> 'wal_status' FROM pg_replication_slots s"
                + " WHERE slot_name = ?",
            name);
    if (rows.isEmpty()) {
      throw lost("the replication slot {slot} was dropped upstream", name);
    }
    if ("lost".equals(rows.get(0).orNull(1))) {
      throw lost("PostgreSQL has removed data that the replication slot {slot} needs", name);
    }
    long confirmed = parse(rows.get(0).text(0));
    if (Long.compareUnsigned(confirmed, lsn) > 0) {
      throw lost("the replication slot {slot} was advanced by someone else", name)
          .detail("It stands at " + format(confirmed) + ", the source at " + format(lsn) + ".");
    }
  }

  private static PositionLostException lost(String summary, String name) {
    PositionLostException error = new PositionLostException(summary);
    error.with("slot", name);
    return error;
  }

  /** The identity of the cluster whose log the session reads. */
  static long systemId(UpstreamSession replication) {
    return Long.parseUnsignedLong(replication.command("IDENTIFY_SYSTEM").get(0).text(0));
  }

  static long parse(String lsn) {
    return LogSequenceNumber.valueOf(lsn).asLong();
  }

  static String format(long lsn) {
    return LogSequenceNumber.valueOf(lsn).asString();
  }
}
