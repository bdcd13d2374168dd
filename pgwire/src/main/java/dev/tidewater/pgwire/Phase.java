package dev.tidewater.pgwire;

import dev.tidewater.pgwire.protocol.ClientMessage;

/**
 * What a connection does with messages at a certain time. This base refuses every message that a
 * phase does not override: such a client has lost its way, and its connection is closed.
 */
abstract class Phase implements ClientMessage.Handler {
  /** The client is gone or must go; frees what the phase holds. Does not close the session. */
  abstract void abandon();

  /** What to do with a message that has no place in this phase. */
  void refuse(ClientMessage message) {
    throw new FatalException(
        Errors.protocolViolation("unexpected {message} message")
            .with("message", message.getClass().getSimpleName()));
  }

  @Override
  public void encryptionRequest(ClientMessage.EncryptionRequest message) {
    refuse(message);
  }

  @Override
  public void cancelRequest(ClientMessage.CancelRequest message) {
    refuse(message);
  }

  @Override
  public void startup(ClientMessage.Startup message) {
    refuse(message);
  }

  @Override
  public void authenticationData(ClientMessage.AuthenticationData message) {
    refuse(message);
  }

  @Override
  public void query(ClientMessage.Query message) {
    refuse(message);
  }

  @Override
  public void parse(ClientMessage.Parse message) {
    refuse(message);
  }

  @Override
  public void bind(ClientMessage.Bind message) {
    refuse(message);
  }

  @Override
  public void describe(ClientMessage.Describe message) {
    refuse(message);
  }

  @Override
  public void execute(ClientMessage.Execute message) {
    refuse(message);
  }

  @Override
  public void close(ClientMessage.Close message) {
    refuse(message);
  }

  @Override
  public void flush(ClientMessage.Flush message) {
    refuse(message);
  }

  @Override
  public void sync(ClientMessage.Sync message) {
    refuse(message);
  }

  @Override
  public void copyData(ClientMessage.CopyData message) {
    refuse(message);
  }

  @Override
  public void copyDone(ClientMessage.CopyDone message) {
    refuse(message);
  }

  @Override
  public void copyFail(ClientMessage.CopyFail message) {
    refuse(message);
  }

  @Override
  public void functionCall(ClientMessage.FunctionCall message) {
    refuse(message);
  }

  @Override
  public void terminate(ClientMessage.Terminate message) {
    refuse(message);
  }

  @Override
  public void invalid(ClientMessage.Invalid message) {
    throw new FatalException(message.error());
  }

  @Override
  public void broken(ClientMessage.Broken message) {
    throw new FatalException(message.error());
  }
}
