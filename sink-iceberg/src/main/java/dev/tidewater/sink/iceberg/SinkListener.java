package dev.tidewater.sink.iceberg;

/**
 * Is told what a sink does. Called on the sink's threads, one call at a time for each method; must
 * be quick and must not throw.
 */
public interface SinkListener {
  void statusChanged(SinkStatus status);

  void committed(CommitFacts facts);

  /** The table equals the relation up to this time, though there was nothing to commit. */
  void progressed(long frontier);

  /** An attempt to commit met another writer's; it is tried again. */
  void conflicted();
}
