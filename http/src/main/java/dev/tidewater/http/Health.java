package dev.tidewater.http;

/** Says whether the server can do its work. Safe for many threads; must not block. */
public interface Health {
  /** Whether it is ready to serve, and if not, why. */
  record Readiness(boolean ready, String reason) {}

  Readiness readiness();
}
