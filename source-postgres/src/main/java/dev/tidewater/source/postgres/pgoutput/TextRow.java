package dev.tidewater.source.postgres.pgoutput;

/**
 * One row of values in PostgreSQL's text form, as slices of byte arrays. Reused from row to row:
 * good only until its maker goes on.
 */
public interface TextRow {
  /** How many columns the row has. */
  int size();

  boolean isNull(int column);

  /** A large value that an update did not touch and that was therefore not sent. */
  boolean isUnchanged(int column);

  /** The array that holds the values' text. */
  byte[] data();

  int offset(int column);

  int length(int column);
}
