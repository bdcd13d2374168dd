package dev.tidewater.sink.iceberg.write;

/**
 * A value that its Iceberg column can't hold. Whoever knows the row turns it into an error for the
 * user.
 */
final class UnfitValueException extends RuntimeException {
  private final String column;
  private final String reason;

  UnfitValueException(String column, String reason) {
    super(reason);
    this.column = column;
    this.reason = reason;
  }

  String column() {
    return column;
  }

  /** What is wrong, as it stands behind "value": {@code NaN does not fit decimal(38,2)}. */
  String reason() {
    return reason;
  }
}
