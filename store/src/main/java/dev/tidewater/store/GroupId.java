package dev.tidewater.store;

/**
 * Identity of a group: collections that share one upper and are appended to together. All tables
 * are one group; the collections of one source are one; a materialized view is one by itself.
 */
public record GroupId(String value) {
  /** The group of all tables. */
  public static final GroupId TABLES = new GroupId("tables");

  @Override
  public String toString() {
    return value;
  }
}
