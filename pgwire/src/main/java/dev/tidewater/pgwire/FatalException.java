package dev.tidewater.pgwire;

import dev.tidewater.types.TidewaterException;

/** An error after which the connection can't go on. */
final class FatalException extends RuntimeException {
  private final TidewaterException error;

  FatalException(TidewaterException error) {
    super(error);
    this.error = error;
  }

  TidewaterException error() {
    return error;
  }
}
