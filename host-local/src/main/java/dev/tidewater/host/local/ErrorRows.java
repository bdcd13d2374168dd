package dev.tidewater.host.local;

import dev.tidewater.engine.operator.ErrorCollector;
import dev.tidewater.zset.UpdateCursor;

/** Reads collections of errors. */
final class ErrorRows {
  private ErrorRows() {}

  /**
   * Returns unless an error is live.
   *
   * @throws dev.tidewater.types.TidewaterException the first error that is
   */
  static void throwFirst(UpdateCursor errors) {
    try (errors) {
      while (errors.next()) {
        if (errors.diff() > 0) {
          throw ErrorCollector.toException(errors.bytes(), errors.offset(), errors.length());
        }
      }
    }
  }
}
