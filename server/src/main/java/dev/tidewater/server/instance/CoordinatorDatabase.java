package dev.tidewater.server.instance;

import dev.tidewater.coordinator.Coordinator;
import dev.tidewater.coordinator.CoordinatorOptions;
import dev.tidewater.coordinator.session.Session;
import dev.tidewater.coordinator.session.SessionListener;
import dev.tidewater.coordinator.session.SessionRequest;
import java.nio.file.Path;

/** The real database: a coordinator and everything below it. */
record CoordinatorDatabase(Coordinator coordinator) implements Database {
  static Database open(Path directory, Path catalogDirectory) {
    return new CoordinatorDatabase(
        Coordinator.start(CoordinatorOptions.of(directory, catalogDirectory)));
  }

  @Override
  public Session open(SessionRequest request, SessionListener listener) {
    return coordinator.open(request, listener);
  }

  @Override
  public void cancel(int processId, int secretKey) {
    coordinator.cancel(processId, secretKey);
  }

  @Override
  public void watchedBy(ServerMetrics metrics) {
    metrics.watch(coordinator);
  }

  @Override
  public void close() {
    coordinator.close();
  }
}
