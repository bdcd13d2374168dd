package dev.tidewater.source.postgres.pgoutput;

/**
 * Told what a replication stream says. A transaction is {@link #begin}, its changes, {@link
 * #commit}; transactions come whole, one after another, in the order of their commits. Rows are
 * good until the call returns. LSNs are compared as unsigned numbers.
 */
public interface MessageVisitor {
  /**
   * @param commitLsn where the transaction's commit record begins
   */
  void begin(long commitLsn);

  /**
   * @param endLsn where the next transaction's commit may begin at the earliest
   */
  void commit(long endLsn);

  void relation(RelationMessage relation);

  void insert(int relationOid, TextRow row);

  /** An update whose old row was sent whole. */
  void update(int relationOid, TextRow before, TextRow after);

  /** An update whose key columns did not change; of the old row nothing was sent. */
  void updateWithoutOldRow(int relationOid, TextRow after);

  /** An update that changed the key; of the old row only the key columns were sent. */
  void updateWithOldKey(int relationOid, TextRow oldKey, TextRow after);

  /** A delete whose old row was sent whole. */
  void delete(int relationOid, TextRow before);

  /** A delete of whose old row only the key columns were sent. */
  void deleteWithOldKey(int relationOid, TextRow oldKey);

  void truncate(int[] relationOids);
}
