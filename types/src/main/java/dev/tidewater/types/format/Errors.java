package dev.tidewater.types.format;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;

/** The errors of input, in PostgreSQL's words. */
final class Errors {
  private Errors() {}

  static TidewaterException invalidText(String type, String value) {
    return new TidewaterException(
            ErrorCode.INVALID_TEXT_REPRESENTATION,
            "invalid input syntax for type {type}: \"{value}\"")
        .with("type", type)
        .with("value", value);
  }

  static TidewaterException invalidDateTime(String type, String value) {
    return new TidewaterException(
            ErrorCode.INVALID_DATETIME_FORMAT, "invalid input syntax for type {type}: \"{value}\"")
        .with("type", type)
        .with("value", value);
  }

  static TidewaterException fieldOutOfRange(String value) {
    return new TidewaterException(
            ErrorCode.DATETIME_FIELD_OVERFLOW, "date/time field value out of range: \"{value}\"")
        .with("value", value);
  }

  static TidewaterException intervalOutOfRange(String value) {
    return new TidewaterException(
            ErrorCode.INTERVAL_FIELD_OVERFLOW, "interval field value out of range: \"{value}\"")
        .with("value", value);
  }

  static TidewaterException outOfRange(String type, String value) {
    return new TidewaterException(
            ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
            "value \"{value}\" is out of range for type {type}")
        .with("value", value)
        .with("type", type);
  }

  static TidewaterException malformedArray(String value, String detail) {
    return new TidewaterException(
            ErrorCode.INVALID_TEXT_REPRESENTATION, "malformed array literal: \"{value}\"")
        .with("value", value)
        .detail(detail);
  }

  static TidewaterException invalidBinary(String type) {
    return new TidewaterException(
            ErrorCode.INVALID_BINARY_REPRESENTATION, "incorrect binary data format for type {type}")
        .with("type", type);
  }

  static TidewaterException tooLong(String type) {
    return new TidewaterException(
            ErrorCode.STRING_DATA_RIGHT_TRUNCATION, "value too long for type {type}")
        .with("type", type);
  }
}
