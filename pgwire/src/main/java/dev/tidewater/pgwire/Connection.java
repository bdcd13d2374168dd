package dev.tidewater.pgwire;

import dev.tidewater.coordinator.session.Session;
import dev.tidewater.pgwire.protocol.ClientMessage;
import dev.tidewater.pgwire.protocol.Report;
import dev.tidewater.pgwire.protocol.ServerMessages;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state machine of one client's connection.
 *
 * <pre>
 *             startup packet, authentication          COPY FROM STDIN
 *  StartupPhase ───────────────────────────► QueryPhase ◄──────────► CopyInPhase
 *       │                                        │                       │
 *       └──────── fatal error, Terminate, client gone, server stops ─────┘──► closed
 * </pre>
 *
 * <p>All methods but {@link #sessionForCancel} are called by one thread at a time, never the event
 * loop. Nothing is thrown: an error goes to the client, and one that can't closes the connection.
 */
final class Connection {
  private static final Logger log = LoggerFactory.getLogger(Connection.class);

  private final Outbound out;
  private Phase phase;
  private boolean closed;
  private volatile @Nullable Session session;

  Connection(Outbound out, ConnectionSettings settings) {
    this.out = out;
    this.phase = new StartupPhase(this, out, settings);
  }

  /** Does what a message asks for. */
  void receive(ClientMessage message) {
    if (closed) {
      return;
    }
    try {
      // A client that sends without ever reading gets nothing more done.
      out.awaitRoom();
      message.dispatch(phase);
    } catch (ClientGoneException e) {
      close();
    } catch (FatalException e) {
      closeWith(e.error());
    } catch (RuntimeException | Error e) {
      closeWith(Errors.translate(e));
    }
  }

  /** Says why and closes. */
  void closeWith(TidewaterException error) {
    if (closed) {
      return;
    }
    log.debug("closing a connection: {}", error.getMessage());
    ServerMessages.errorResponse(out.buffer(), Report.fatal(error));
    close();
  }

  /** The server stops. */
  void shutDown() {
    closeWith(
        new TidewaterException(
            ErrorCode.ADMIN_SHUTDOWN, "terminating connection due to administrator command"));
  }

  /** Frees everything and closes the channel. */
  void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      phase.abandon();
    } catch (RuntimeException e) {
      log.warn("abandoning a connection's work failed", e);
    }
    Session open = session;
    if (open != null) {
      try {
        open.close();
      } catch (RuntimeException e) {
        log.warn("closing a session failed", e);
      }
    }
    out.close();
  }

  /** Startup is through. */
  void opened(Session opened) {
    session = opened;
    become(new QueryPhase(this, out, opened));
  }

  void become(Phase next) {
    phase = next;
  }

  /** The session to cancel, if there is one yet; may be asked from any thread. */
  @Nullable Session sessionForCancel() {
    return session;
  }
}
