package dev.tidewater.source.postgres;

import dev.tidewater.store.GroupId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * What a PostgreSQL source follows. All of it but {@code tables}, {@code tickInterval} and the
 * connection stays as it is for the life of the source; a table added later gets a snapshot of its
 * own when the source is started again.
 *
 * @param slot name of the replication slot, which the source makes; see {@link #newSlotName}
 * @param group the group that all the tables' collections belong to
 * @param tickInterval how long changes are gathered for one timestamp
 */
public record PostgresSourceSpec(
    PostgresConnection connection,
    String publication,
    String slot,
    GroupId group,
    List<PostgresTable> tables,
    Duration tickInterval) {

  /** As long as Materialize gathers changes. */
  public static final Duration DEFAULT_TICK_INTERVAL = Duration.ofSeconds(1);

  public PostgresSourceSpec {
    tables = List.copyOf(tables);
    if (tickInterval.isNegative() || tickInterval.isZero()) {
      throw new IllegalArgumentException("the tick interval must be positive");
    }
  }

  /** A name for a new slot that no other server of ours has chosen. */
  public static String newSlotName() {
    return "tidewater_" + UUID.randomUUID().toString().replace("-", "");
  }
}
