package dev.tidewater.coordinator.session;

/** PostgreSQL's ReadyForQuery states. */
public enum TransactionStatus {
  IDLE,
  IN_TRANSACTION,
  FAILED
}
