package dev.tidewater.coordinator.session;

/** Where protocol heads get their sessions. Safe for use by many threads. */
public interface SessionFactory {
  /**
   * Opens a session, or fails with {@code INVALID_CATALOG_NAME}, {@code TOO_MANY_CONNECTIONS} or
   * {@code INVALID_AUTHORIZATION_SPECIFICATION}.
   */
  Session open(SessionRequest request, SessionListener listener);

  /** Cancels what a session is doing; does nothing unless both numbers match. */
  void cancel(int processId, int secretKey);
}
