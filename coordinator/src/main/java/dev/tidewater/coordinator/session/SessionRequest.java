package dev.tidewater.coordinator.session;

import java.util.Map;

/** What a client said at startup; {@code parameters} are run-time settings to begin with. */
public record SessionRequest(String user, String database, Map<String, String> parameters) {
  public SessionRequest {
    parameters = Map.copyOf(parameters);
  }
}
