package dev.tidewater.pgwire;

/** The connection closed while the server was at work for it; only its own clean-up is left. */
final class ClientGoneException extends RuntimeException {
  ClientGoneException() {
    super("client has closed the connection");
  }
}
