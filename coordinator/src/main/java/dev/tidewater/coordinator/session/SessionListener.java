package dev.tidewater.coordinator.session;

/** Told of what a session says besides results. Called on the session's thread. */
public interface SessionListener {
  /** A NOTICE or WARNING. */
  void notice(Notice notice);

  /** A setting that clients must know of (PostgreSQL's GUC_REPORT) has changed. */
  void parameterChanged(String name, String value);
}
