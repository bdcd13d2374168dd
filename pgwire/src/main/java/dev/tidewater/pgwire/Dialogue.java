package dev.tidewater.pgwire;

import dev.tidewater.coordinator.session.Session;
import dev.tidewater.pgwire.protocol.Report;
import dev.tidewater.pgwire.protocol.ServerMessages;
import dev.tidewater.types.TidewaterException;
import org.jspecify.annotations.Nullable;

/**
 * A session and the client it talks to, with what the simple and the extended protocol share.
 *
 * <p>A CommandComplete is held back until the next message, so that the last one before {@link
 * #ready} goes out only after its transaction has been committed: an error in the commit takes its
 * place, and no client ever sees the completion of something that was not kept.
 */
final class Dialogue {
  private final Session session;
  private final Outbound out;
  private @Nullable String heldTag;

  Dialogue(Session session, Outbound out) {
    this.session = session;
    this.out = out;
  }

  Session session() {
    return session;
  }

  Outbound out() {
    return out;
  }

  /** A statement is through; its completion is sent with whatever comes next. */
  void complete(String tag) {
    sendHeldCompletion();
    heldTag = tag;
  }

  void sendHeldCompletion() {
    String tag = heldTag;
    if (tag != null) {
      heldTag = null;
      ServerMessages.commandComplete(out.buffer(), tag);
    }
  }

  /** Tells the client of an error and marks an open transaction as failed. */
  void report(Throwable thrown) {
    sendHeldCompletion();
    TidewaterException error = Errors.translate(thrown);
    session.fail();
    ServerMessages.errorResponse(out.buffer(), Report.error(error));
  }

  /** Ends the implicit transaction and says that the next query may come. */
  void ready() {
    try {
      session.sync();
    } catch (RuntimeException | Error e) {
      heldTag = null;
      report(e);
    }
    sendHeldCompletion();
    ServerMessages.readyForQuery(out.buffer(), statusCode());
    out.flush();
  }

  private char statusCode() {
    return switch (session.transactionStatus()) {
      case IDLE -> 'I';
      case IN_TRANSACTION -> 'T';
      case FAILED -> 'E';
    };
  }
}
