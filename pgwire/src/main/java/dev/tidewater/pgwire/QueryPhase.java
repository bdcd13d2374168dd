package dev.tidewater.pgwire;

import dev.tidewater.coordinator.session.Session;
import dev.tidewater.coordinator.session.TransactionStatus;
import dev.tidewater.pgwire.protocol.ClientMessage;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;

/**
 * The client may send queries, of the simple or the extended protocol. After an error in the
 * extended protocol everything is skipped until Sync.
 */
final class QueryPhase extends Phase {
  private final Connection connection;
  private final Dialogue dialogue;
  private final SimpleQueryFlow simple;
  private final ExtendedQueryFlow extended;
  private boolean skippingUntilSync;

  QueryPhase(Connection connection, Outbound out, Session session) {
    this.connection = connection;
    this.dialogue = new Dialogue(session, out);
    this.simple = new SimpleQueryFlow(dialogue, this);
    this.extended = new ExtendedQueryFlow(dialogue, this);
  }

  @Override
  void abandon() {
    simple.abandon();
    extended.closePortals();
  }

  /** COPY data is what the client sends next. */
  void beginCopyIn(CopyInPhase copy) {
    connection.become(copy);
  }

  /** COPY data has ended. */
  void endCopyIn() {
    connection.become(this);
  }

  void close() {
    connection.close();
  }

  @Override
  public void query(ClientMessage.Query message) {
    if (!skippingUntilSync) {
      dialogue.sendHeldCompletion();
      extended.forgetUnnamed();
      simple.run(message.sql());
    }
  }

  @Override
  public void parse(ClientMessage.Parse message) {
    step(() -> extended.parse(message));
  }

  @Override
  public void bind(ClientMessage.Bind message) {
    step(() -> extended.bind(message));
  }

  @Override
  public void describe(ClientMessage.Describe message) {
    step(() -> extended.describe(message));
  }

  @Override
  public void execute(ClientMessage.Execute message) {
    step(() -> extended.execute(message));
  }

  @Override
  public void close(ClientMessage.Close message) {
    step(() -> extended.close(message));
  }

  @Override
  public void flush(ClientMessage.Flush message) {
    step(() -> dialogue.out().flush());
  }

  @Override
  public void sync(ClientMessage.Sync message) {
    skippingUntilSync = false;
    ready();
  }

  /** Ends the implicit transaction; portals end with their transaction. */
  void ready() {
    if (dialogue.session().transactionStatus() == TransactionStatus.IDLE) {
      extended.closePortals();
    }
    dialogue.ready();
    if (dialogue.session().transactionStatus() == TransactionStatus.IDLE) {
      extended.closePortals();
    }
  }

  private void step(Runnable action) {
    if (skippingUntilSync) {
      return;
    }
    dialogue.sendHeldCompletion();
    try {
      action.run();
    } catch (ClientGoneException | FatalException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      failExtended(e);
    }
  }

  /** Reports an error at once, for the client may have asked for a Flush and not yet a Sync. */
  void failExtended(Throwable thrown) {
    skippingUntilSync = true;
    dialogue.report(thrown);
    dialogue.out().flush();
  }

  // A COPY that failed leaves behind what the client had already sent for it.

  @Override
  public void copyData(ClientMessage.CopyData message) {}

  @Override
  public void copyDone(ClientMessage.CopyDone message) {}

  @Override
  public void copyFail(ClientMessage.CopyFail message) {}

  @Override
  public void functionCall(ClientMessage.FunctionCall message) {
    if (!skippingUntilSync) {
      dialogue.report(
          new TidewaterException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "fast-path function calls are not supported"));
      ready();
    }
  }

  @Override
  public void terminate(ClientMessage.Terminate message) {
    connection.close();
  }

  @Override
  public void invalid(ClientMessage.Invalid message) {
    if (skippingUntilSync && message.type() != 'S') {
      return;
    }
    switch (message.type()) {
      case 'Q', 'F', 'S' -> {
        skippingUntilSync = false;
        dialogue.report(message.error());
        ready();
      }
      case 'P', 'B', 'D', 'E', 'C', 'H' -> failExtended(message.error());
      case 'd', 'c', 'f' -> {}
      default -> super.invalid(message);
    }
  }
}
