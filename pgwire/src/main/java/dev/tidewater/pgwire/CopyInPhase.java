package dev.tidewater.pgwire;

import dev.tidewater.coordinator.session.Execution;
import dev.tidewater.pgwire.protocol.ClientMessage;
import dev.tidewater.pgwire.protocol.ServerMessages;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;

/** The client sends the data of a COPY FROM STDIN. Ends with CopyDone, CopyFail or an error. */
final class CopyInPhase extends Phase {
  /** What goes on when the data has ended; the connection is in its query phase again. */
  interface Completion {
    void copied(String tag);

    void failed(TidewaterException error);
  }

  private final Execution.CopySink sink;
  private final QueryPhase queries;
  private final Completion completion;

  private CopyInPhase(Execution.CopySink sink, QueryPhase queries, Completion completion) {
    this.sink = sink;
    this.queries = queries;
    this.completion = completion;
  }

  /** Asks the client for the data. */
  static void begin(
      Execution.CopyIn copy, Dialogue dialogue, QueryPhase queries, Completion completion) {
    dialogue.sendHeldCompletion();
    ServerMessages.copyInResponse(dialogue.out().buffer(), copy.columnCount());
    dialogue.out().flush();
    queries.beginCopyIn(new CopyInPhase(copy.sink(), queries, completion));
  }

  @Override
  void abandon() {
    sink.fail("client closed the connection");
    queries.abandon();
  }

  @Override
  public void copyData(ClientMessage.CopyData message) {
    try {
      sink.data(message.bytes(), 0, message.bytes().length);
    } catch (RuntimeException | Error e) {
      fail(Errors.translate(e));
    }
  }

  @Override
  public void copyDone(ClientMessage.CopyDone message) {
    String tag;
    try {
      tag = sink.finish();
    } catch (RuntimeException | Error e) {
      fail(Errors.translate(e));
      return;
    }
    queries.endCopyIn();
    completion.copied(tag);
  }

  @Override
  public void copyFail(ClientMessage.CopyFail message) {
    fail(
        new TidewaterException(ErrorCode.QUERY_CANCELED, "COPY from stdin failed: {reason}")
            .with("reason", message.reason()));
  }

  private void fail(TidewaterException error) {
    try {
      sink.fail(error.getMessage());
    } finally {
      queries.endCopyIn();
    }
    completion.failed(error);
  }

  // PostgreSQL passes over these two while it takes data.

  @Override
  public void flush(ClientMessage.Flush message) {}

  @Override
  public void sync(ClientMessage.Sync message) {}

  @Override
  public void terminate(ClientMessage.Terminate message) {
    queries.close();
  }

  @Override
  public void invalid(ClientMessage.Invalid message) {
    fail(message.error());
  }

  @Override
  void refuse(ClientMessage message) {
    fail(
        Errors.protocolViolation("unexpected {message} message during COPY from stdin")
            .with("message", message.getClass().getSimpleName()));
  }
}
