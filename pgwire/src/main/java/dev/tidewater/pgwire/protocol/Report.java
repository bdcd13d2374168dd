package dev.tidewater.pgwire.protocol;

import dev.tidewater.types.TidewaterException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The fields of an error or a notice.
 *
 * @param position character of the query string that it is about, from 1
 */
public record Report(
    String severity,
    String sqlState,
    String message,
    Optional<String> detail,
    Optional<String> hint,
    OptionalInt position) {

  public static final String ERROR = "ERROR";
  public static final String FATAL = "FATAL";

  /** An error after which the session goes on. */
  public static Report error(TidewaterException error) {
    return of(ERROR, error);
  }

  /** An error after which the connection is closed. */
  public static Report fatal(TidewaterException error) {
    return of(FATAL, error);
  }

  private static Report of(String severity, TidewaterException error) {
    OptionalInt position = error.position();
    return new Report(
        severity,
        error.code().sqlState(),
        error.getMessage(),
        Optional.ofNullable(error.detail()),
        Optional.ofNullable(error.hint()),
        position.isPresent() ? OptionalInt.of(position.getAsInt() + 1) : OptionalInt.empty());
  }
}
