package dev.tidewater.source.postgres;

import dev.tidewater.types.TidewaterException;

/** A row that its table can't take: the failure of that table, not of the whole source. */
final class UnfitRowException extends RuntimeException {
  private final TidewaterException error;

  UnfitRowException(TidewaterException error) {
    super(error);
    this.error = error;
  }

  TidewaterException error() {
    return error;
  }
}
