package dev.tidewater.types;

/**
 * A column of a relation.
 *
 * @param id stable within its relation, never reused, so that a rename can reach an Iceberg field
 *     id
 */
public record Column(int id, String name, SqlType type, boolean nullable) {
  public Column {
    if (id < 0) {
      throw new IllegalArgumentException("column id must not be negative");
    }
  }
}
