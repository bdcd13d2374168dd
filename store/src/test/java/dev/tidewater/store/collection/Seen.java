package dev.tidewater.store.collection;

/** What happened in a simulation, to show that it has tested something. */
enum Seen {
  APPEND,
  STAGED_APPEND,
  LOST_RACE,
  UNKNOWN_OUTCOME,
  UNKNOWN_THAT_WAS_DURABLE,
  DISK_FULL,
  NESTED_EVENT,
  CRASH,
  CRASH_IN_APPEND,
  CRASHED_APPEND_THAT_WAS_DURABLE,
  CRASH_IN_MAINTENANCE,
  CRASH_IN_OPENING,
  COMPACTION,
  BLOB_DELETED,
  LATE_CHANGES,
  SNAPSHOT_READ_LATER,
  REOPENED
}
