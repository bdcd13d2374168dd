package dev.tidewater.pgwire;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever was thrown into what a client may be told. */
final class Errors {
  private static final Logger log = LoggerFactory.getLogger(Errors.class);

  private Errors() {}

  static TidewaterException translate(Throwable thrown) {
    if (thrown instanceof TidewaterException known) {
      if (known.code().kind() == ErrorCode.Kind.INTERNAL) {
        log.error("internal error in a session", known);
      }
      return known;
    }
    if (thrown instanceof StackOverflowError) {
      return new TidewaterException(
              ErrorCode.STATEMENT_TOO_COMPLEX, "statement is nested too deeply", thrown)
          .hint("Split it into views or common table expressions.");
    }
    if (thrown instanceof OutOfMemoryError) {
      log.error("out of memory in a session", thrown);
      return new TidewaterException(ErrorCode.OUT_OF_MEMORY, "out of memory", thrown);
    }
    log.error("unexpected failure in a session", thrown);
    return new TidewaterException(ErrorCode.INTERNAL_ERROR, "internal error: {failure}", thrown)
        .with("failure", thrown.toString())
        .hint("This is a bug in Tidewater; please report it with the server's log.");
  }

  static TidewaterException protocolViolation(String summary) {
    return new TidewaterException(ErrorCode.PROTOCOL_VIOLATION, summary);
  }
}
