package dev.tidewater.catalog;

/** The full name of an item. */
public record ItemName(String database, String schema, String item) {
  @Override
  public String toString() {
    return database + "." + schema + "." + item;
  }
}
