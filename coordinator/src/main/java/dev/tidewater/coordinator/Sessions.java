package dev.tidewater.coordinator;

import dev.tidewater.coordinator.execute.CoordinatorSession;
import dev.tidewater.coordinator.execute.Services;
import dev.tidewater.coordinator.session.Session;
import dev.tidewater.coordinator.session.SessionListener;
import dev.tidewater.coordinator.session.SessionRequest;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The open sessions. Safe for use by many threads. */
final class Sessions implements AutoCloseable {
  /** Each holds little until it works; beyond this a pool in front is wanted. */
  private static final int MAX_SESSIONS = 1_000;

  private final Services services;
  private final Map<Integer, CoordinatorSession> open = new ConcurrentHashMap<>();
  private final AtomicInteger nextProcessId = new AtomicInteger(1);
  private final SecureRandom random = new SecureRandom();

  Sessions(Services services) {
    this.services = services;
  }

  Session open(SessionRequest request, SessionListener listener) {
    if (open.size() >= MAX_SESSIONS) {
      throw new TidewaterException(
          ErrorCode.TOO_MANY_CONNECTIONS, "sorry, too many clients already");
    }
    if (services.catalog().current().database(request.database()).isEmpty()) {
      throw new TidewaterException(
              ErrorCode.INVALID_CATALOG_NAME, "database \"{database}\" does not exist")
          .with("database", request.database())
          .hint("A new server has the database tidewater.");
    }
    int processId = nextProcessId.getAndIncrement();
    CoordinatorSession session =
        new CoordinatorSession(
            services, request, listener, processId, random.nextInt(), () -> open.remove(processId));
    open.put(processId, session);
    return session;
  }

  void cancel(int processId, int secretKey) {
    CoordinatorSession session = open.get(processId);
    if (session != null && session.secretKey() == secretKey) {
      session.cancel();
    }
  }

  int count() {
    return open.size();
  }

  /** Cancels what runs; the protocol heads close the sessions themselves. */
  @Override
  public void close() {
    List.copyOf(open.values()).forEach(CoordinatorSession::cancel);
  }
}
