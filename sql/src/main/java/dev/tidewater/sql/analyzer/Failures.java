package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.ast.Position;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;

/** Failures that several analyzers report. */
final class Failures {
  private Failures() {}

  static TidewaterException at(Position position, ErrorCode code, String summary) {
    return at(position, new TidewaterException(code, summary));
  }

  /** Blames a place, unless the failure already blames one. */
  static TidewaterException at(Position position, TidewaterException failure) {
    return position.offset() < 0 || failure.position().isPresent()
        ? failure
        : failure.at(position.offset());
  }

  static TidewaterException notSupported(Position position, String what) {
    return at(position, ErrorCode.FEATURE_NOT_SUPPORTED, "{what} not supported yet")
        .with("what", what + (what.endsWith("s") ? " are" : " is"));
  }

  static TidewaterException mismatch(Position position, String summary) {
    return at(position, ErrorCode.DATATYPE_MISMATCH, summary);
  }
}
