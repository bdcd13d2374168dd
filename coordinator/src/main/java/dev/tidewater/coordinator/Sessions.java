package dev.tidewater.coordinator;

import dev.tidewater.coordinator.execute.CoordinatorSession;
import dev.tidewater.coordinator.execute.OpenSessions;
import dev.tidewater.coordinator.execute.Services;
import dev.tidewater.coordinator.session.Session;
import dev.tidewater.coordinator.session.SessionListener;
import dev.tidewater.coordinator.session.SessionRequest;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** The open sessions. Safe for use by many threads. */
final class Sessions implements AutoCloseable {
  /** Each holds little until it works; beyond this a pool in front is wanted. */
  private static final int MAX_SESSIONS = 1_000;

  private final Services services;
  private final OpenSessions open;
  private final AtomicInteger nextProcessId = new AtomicInteger(1);
  private final SecureRandom random = new SecureRandom();

  Sessions(Services services, OpenSessions open) {
    this.services = services;
    this.open = open;
  }

  Session open(SessionRequest request, SessionListener listener) {
    if (open.count() >= MAX_SESSIONS) {
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
    open.add(session);
    return session;
  }

  void cancel(int processId, int secretKey) {
    open.find(processId)
        .filter(session -> session.secretKey() == secretKey)
        .ifPresent(CoordinatorSession::cancel);
  }

  int count() {
    return open.count();
  }

  /** Cancels what runs; the protocol heads close the sessions themselves. */
  @Override
  public void close() {
    open.all().forEach(CoordinatorSession::cancel);
  }
}
