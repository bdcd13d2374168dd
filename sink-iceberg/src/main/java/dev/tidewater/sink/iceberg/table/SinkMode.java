package dev.tidewater.sink.iceberg.table;

/** What a sink writes. */
public enum SinkMode {
  /** The table holds the relation's rows; a row replaces the one of its key. */
  UPSERT,
  /**
   * The table holds the relation's changes: its columns, {@code _mz_diff} (1 or -1) and {@code
   * _mz_timestamp} in milliseconds. An update is two rows of one timestamp.
   */
  APPEND
}
