package dev.tidewater.source.postgres;

import dev.tidewater.source.postgres.pgoutput.RelationMessage;
import dev.tidewater.types.Column;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a table can still be followed after it was altered upstream. Columns that were
 * added there are left out; anything that takes a column away or changes what its values are is an
 * error of that table alone.
 */
final class SchemaCheck {
  private SchemaCheck() {}

  /**
   * Compares with what a replication message says of the table.
   *
   * @throws TidewaterException if the table can't be followed any more
   */
  static void requireCompatible(PostgresTable table, RelationMessage upstream) {
    requireOldRows(table, upstream.replicaIdentity());
    List<String> names = upstream.columns().stream().map(RelationMessage.Column::name).toList();
    for (Column column : table.relation().columns()) {
      int place = names.indexOf(column.name());
      if (place < 0) {
        throw dropped(table, column);
      }
      RelationMessage.Column found = upstream.columns().get(place);
      requireType(table, column, found.typeOid(), found.typeModifier(), null);
    }
  }

  /**
   * Compares with what the upstream catalog says of the table.
   *
   * @throws TidewaterException if the table can't be followed any more
   */
  static void requireCompatible(PostgresTable table, @Nullable UpstreamTable upstream) {
    if (upstream == null) {
      throw new TidewaterException(
              ErrorCode.UNDEFINED_TABLE, "table {table} is not in the publication upstream")
          .with("table", table.displayName())
          .hint("Add it there: ALTER PUBLICATION … ADD TABLE " + table.displayName() + ";");
    }
    requireOldRows(table, upstream.replicaIdentity());
    List<String> names =
        upstream.columns().stream().map(UpstreamTable.UpstreamColumn::name).toList();
    for (Column column : table.relation().columns()) {
      int place = names.indexOf(column.name());
      if (place < 0) {
        throw dropped(table, column);
      }
      UpstreamTable.UpstreamColumn found = upstream.columns().get(place);
      requireType(table, column, found.typeOid(), found.typeModifier(), found.typeName());
      if (!column.nullable() && !found.notNull()) {
        throw again(
            new TidewaterException(
                    ErrorCode.EXTERNAL_SYSTEM,
                    "column {column} of table {table} is not NOT NULL any more upstream")
                .with("column", column.name())
                .with("table", table.displayName()));
      }
    }
    requireKey(table, upstream.primaryKey(), upstream.replicaIdentity());
  }

  /** Upstream must send old rows whole, or the key by which they are found here. */
  private static void requireOldRows(PostgresTable table, char replicaIdentity) {
    boolean byKey =
        replicaIdentity == RelationMessage.PRIMARY_KEY && !table.relation().primaryKey().isEmpty();
    if (replicaIdentity != RelationMessage.FULL && !byKey) {
      throw oldRowsMissing(table);
    }
  }

  /**
   * As {@link #requireCompatible(PostgresTable, UpstreamTable)}, and the table must not have been
   * made anew under its old name.
   */
  static void requireSameTable(PostgresTable table, int oid, @Nullable UpstreamTable upstream) {
    requireCompatible(table, upstream);
    if (upstream != null && upstream.oid() != oid) {
      throw again(
          new TidewaterException(
                  ErrorCode.EXTERNAL_SYSTEM, "table {table} was dropped upstream and made anew")
              .with("table", table.displayName()));
    }
  }

  /**
   * Whether rows are still identified by the key that was promised when the table was made.
   *
   * @throws TidewaterException if not
   */
  private static void requireKey(
      PostgresTable table, List<String> upstreamKey, char replicaIdentity) {
    List<String> key =
        table.relation().primaryKey().stream()
            .map(position -> table.relation().column(position).name())
            .toList();
    // A key of fewer columns than promised identifies rows all the more, but can't be looked up.
    boolean holds =
        key.isEmpty()
            || (!upstreamKey.isEmpty()
                && key.containsAll(upstreamKey)
                && (replicaIdentity == RelationMessage.FULL || upstreamKey.containsAll(key)));
    if (!holds) {
      throw again(
          new TidewaterException(
                  ErrorCode.EXTERNAL_SYSTEM, "the primary key of table {table} changed upstream")
              .with("table", table.displayName()));
    }
  }

  private static void requireType(
      PostgresTable table, Column column, int typeOid, int typeModifier, @Nullable String name) {
    if (table.textColumns().contains(column.name())) {
      return;
    }
    Optional<SqlType> found = TypeMapping.of(typeOid, typeModifier);
    if (found.isEmpty() || !found.get().equals(column.type())) {
      String display =
          found
              .map(SqlType::display)
              .orElse(
                  name == null ? "the type with oid " + Integer.toUnsignedString(typeOid) : name);
      throw again(
          new TidewaterException(
                  ErrorCode.EXTERNAL_SYSTEM,
                  "column {column} of table {table} changed its type upstream from {from} to {to}")
              .with("column", column.name())
              .with("table", table.displayName())
              .with("from", column.type().display())
              .with("to", display));
    }
  }

  private static TidewaterException dropped(PostgresTable table, Column column) {
    return again(
        new TidewaterException(
                ErrorCode.EXTERNAL_SYSTEM,
                "column {column} of table {table} was dropped, renamed or unpublished upstream")
            .with("column", column.name())
            .with("table", table.displayName()));
  }

  /** Why a table can't be followed of whose old rows upstream sends too little. */
  static TidewaterException oldRowsMissing(PostgresTable table) {
    return new TidewaterException(
            ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE,
            "table {table} needs a primary key or REPLICA IDENTITY FULL upstream")
        .with("table", table.displayName())
        .detail("PostgreSQL does not tell which rows its updates and deletes remove.")
        .hint(
            "Run upstream: ALTER TABLE "
                + table.displayName()
                + " REPLICA IDENTITY FULL; then create the table again here.");
  }

  private static TidewaterException again(TidewaterException error) {
    return error.hint("Drop the table here and create it again from the source.");
  }
}
