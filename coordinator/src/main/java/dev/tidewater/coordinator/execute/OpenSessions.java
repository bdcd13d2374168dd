package dev.tidewater.coordinator.execute;

import dev.tidewater.catalog.system.RuntimeStatus.SessionInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions that are open, by their process ids. Safe for use by many threads. */
public final class OpenSessions {
  private final Map<Integer, CoordinatorSession> sessions = new ConcurrentHashMap<>();

  public void add(CoordinatorSession session) {
    sessions.put(session.processId(), session);
  }

  public void remove(int processId) {
    sessions.remove(processId);
  }

  public Optional<CoordinatorSession> find(int processId) {
    return Optional.ofNullable(sessions.get(processId));
  }

  public List<CoordinatorSession> all() {
    return List.copyOf(sessions.values());
  }

  public int count() {
    return sessions.size();
  }

  /** The rows of {@code pg_stat_activity}. */
  public List<SessionInfo> describe() {
    return sessions.values().stream().map(CoordinatorSession::info).toList();
  }
}
