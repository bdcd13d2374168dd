package dev.tidewater.server.instance;

import dev.tidewater.coordinator.session.SessionFactory;
import java.nio.file.Path;

/** The database behind the protocol heads. */
interface Database extends SessionFactory, AutoCloseable {
  /** Stops everything; what was acknowledged is durable before and after. */
  @Override
  void close();

  /** Shows what it knows of itself. */
  default void watchedBy(ServerMetrics metrics) {}

  /** Opens the database in a directory, beside the embedded catalog in another. */
  interface Opener {
    Database open(Path directory, Path catalogDirectory);
  }
}
