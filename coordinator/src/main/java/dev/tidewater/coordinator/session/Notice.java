package dev.tidewater.coordinator.session;

import org.jspecify.annotations.Nullable;

/** A message to the user that is not an error. */
public record Notice(
    Severity severity,
    String sqlState,
    String message,
    @Nullable String detail,
    @Nullable String hint) {
  public enum Severity {
    DEBUG,
    LOG,
    INFO,
    NOTICE,
    WARNING
  }
}
