package dev.tidewater.sql.ast;

/**
 * A name as the catalog knows it: folded to lower case if it was written without quotes, verbatim
 * if with.
 */
public record Identifier(String value, Position position) {
  /** A name that stands in no text. */
  public static Identifier of(String value) {
    return new Identifier(value, Position.NONE);
  }

  @Override
  public String toString() {
    return value;
  }
}
