package dev.tidewater.pgwire;

import dev.tidewater.coordinator.session.Session;
import dev.tidewater.coordinator.session.SessionFactory;
import dev.tidewater.coordinator.session.SessionListener;
import dev.tidewater.coordinator.session.SessionRequest;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A database that understands a dozen phrases (see {@link ScriptedSession}) and keeps the contract
 * of {@link Session}. It records what was asked of it.
 */
final class ScriptedDatabase implements SessionFactory {
  /** A session's secret is its process id and this. */
  static final int SECRET_OFFSET = 7000;

  final List<SessionRequest> requests = new CopyOnWriteArrayList<>();
  final List<String> log = new CopyOnWriteArrayList<>();
  private final Map<Integer, ScriptedSession> open = new ConcurrentHashMap<>();
  private final AtomicInteger nextProcessId = new AtomicInteger(1);

  @Override
  public Session open(SessionRequest request, SessionListener listener) {
    requests.add(request);
    if (request.database().equals("missing")) {
      throw new TidewaterException(
              ErrorCode.INVALID_CATALOG_NAME, "database \"{name}\" does not exist")
          .with("name", request.database());
    }
    int processId = nextProcessId.getAndIncrement();
    ScriptedSession session = new ScriptedSession(this, processId, listener);
    open.put(processId, session);
    return session;
  }

  @Override
  public void cancel(int processId, int secretKey) {
    ScriptedSession session = open.get(processId);
    if (session != null && session.secretKey() == secretKey) {
      session.cancel();
    }
  }

  void closed(ScriptedSession session) {
    open.remove(session.processId());
    log.add("close");
  }

  /** Rows that the newest stream has given, if it has given some and not ended. */
  private volatile int streamed;

  void streamed(int rows) {
    streamed = rows;
  }

  boolean isStreaming() {
    return streamed > 0;
  }

  /** Where the newest stream stands if it has not moved for a tenth of a second; else 0. */
  int stalledAt() {
    int before = streamed;
    LockSupport.parkNanos(100_000_000);
    return before == streamed ? before : 0;
  }

  int openSessions() {
    return open.size();
  }
}
