package dev.tidewater.coordinator.table;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.format.TextFormat;
import dev.tidewater.types.row.RowLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * The primary key of a table: where it lies in an encoded row, and what to say when it is doubled.
 */
public final class PrimaryKey {
  private final String constraint;
  private final RelationSchema schema;
  private final RowLayout layout;

  public PrimaryKey(String tableName, RelationSchema schema) {
    this.constraint = tableName + "_pkey";
    this.schema = schema;
    this.layout = RowLayout.of(schema);
  }

  /** How many bytes at the start of an encoded row are its key. */
  int length(byte[] row, int offset) {
    return layout.keyLength(row, offset);
  }

  /** The error for a second row of the key that the given row has. */
  TidewaterException violation(byte[] row) {
    Object[] values = layout.decode(row);
    List<String> names = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (int position : schema.primaryKey()) {
      names.add(schema.column(position).name());
      Object value = values[position];
      texts.add(
          value == null ? "null" : TextFormat.UTC.print(schema.column(position).type(), value));
    }
    return new TidewaterException(
            ErrorCode.UNIQUE_VIOLATION,
            "duplicate key value violates unique constraint \"{constraint}\"")
        .with("constraint", constraint)
        .detail(
            "Key ("
                + String.join(", ", names)
                + ")=("
                + String.join(", ", texts)
                + ") already exists.");
  }
}
