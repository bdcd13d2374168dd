package dev.tidewater.store.ingest;

/** A source at work. It runs on a thread of its own until it is closed. */
public interface RunningSource extends AutoCloseable {
  /** As last told to the listener. */
  SourceStatus status();

  /** Stops; what was appended stays, and a new start goes on from there. Returns once stopped. */
  @Override
  void close();
}
