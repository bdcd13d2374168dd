package dev.tidewater.source.postgres.pgoutput;

import java.util.List;

/**
 * Announces a table before its first change in a session, and again when it was altered.
 *
 * @param oid PostgreSQL's object id of the table, which a rename keeps
 * @param replicaIdentity {@code f} if the old row is sent whole, {@code d} for the primary key,
 *     {@code i} for an index, {@code n} for nothing
 */
public record RelationMessage(
    int oid, String schema, String table, char replicaIdentity, List<Column> columns) {
  public RelationMessage {
    columns = List.copyOf(columns);
  }

  /** The old row is sent whole with every update and delete. */
  public static final char FULL = 'f';

  /** Of the old row the primary key is sent, with updates only if it changed. */
  public static final char PRIMARY_KEY = 'd';

  /** A column as it is upstream now. */
  public record Column(String name, int typeOid, int typeModifier) {}
}
