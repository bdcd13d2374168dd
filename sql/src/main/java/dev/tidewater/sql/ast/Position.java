package dev.tidewater.sql.ast;

/**
 * Where a node was written, for blame in error messages: characters (Unicode code points, as
 * PostgreSQL counts them) from the start of the statement's own text, from 0.
 *
 * <p>All positions are equal to each other, on purpose: a node's place is not part of its meaning,
 * so that {@code equals} of two trees compares what they say.
 */
public record Position(int offset) {
  /** Of nodes that were made and not read from text. */
  public static final Position NONE = new Position(-1);

  @Override
  public boolean equals(Object other) {
    return other instanceof Position;
  }

  @Override
  public int hashCode() {
    return 0;
  }
}
