package dev.tidewater.sql.ast;

/** What happens to objects that depend on one that is dropped. {@code UNSPECIFIED} is RESTRICT. */
public enum DropBehavior {
  UNSPECIFIED,
  CASCADE,
  RESTRICT
}
