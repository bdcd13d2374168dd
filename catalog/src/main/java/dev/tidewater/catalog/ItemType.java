package dev.tidewater.catalog;

/** The kinds of object that live in a schema. */
public enum ItemType {
  TABLE("table"),
  SOURCE("source"),
  VIEW("view"),
  MATERIALIZED_VIEW("materialized view"),
  SINK("sink"),
  INDEX("index"),
  CONNECTION("connection"),
  SECRET("secret"),
  /** A built-in relation whose rows are made from the catalog or from run-time status. */
  SYSTEM_RELATION("system relation");

  private final String displayName;

  ItemType(String displayName) {
    this.displayName = displayName;
  }

  /** In lower case, as messages and {@code mz_objects.type} have it. */
  public String displayName() {
    return displayName;
  }

  /** True if it can stand in a FROM clause. */
  public boolean isRelation() {
    return switch (this) {
      case TABLE, SOURCE, VIEW, MATERIALIZED_VIEW, SYSTEM_RELATION -> true;
      case SINK, INDEX, CONNECTION, SECRET -> false;
    };
  }

  /** True if its rows are kept in a collection of the store. */
  public boolean hasCollection() {
    return switch (this) {
      case TABLE, SOURCE, MATERIALIZED_VIEW -> true;
      case VIEW, SINK, INDEX, CONNECTION, SECRET, SYSTEM_RELATION -> false;
    };
  }
}
