package dev.tidewater.sink.iceberg.table;

import dev.tidewater.types.Column;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.TypeKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;

/**
 * The table that a relation calls for: its Iceberg schema, and which columns are the key. Making
 * one checks everything about a sink that needs no catalog.
 */
public final class TableShape {
  /** Column of the change log: 1 for a row that came, -1 for one that went. */
  public static final String DIFF_COLUMN = "_mz_diff";

  /** Column of the change log: when, in milliseconds. */
  public static final String TIMESTAMP_COLUMN = "_mz_timestamp";

  private final RelationSchema relation;
  private final List<Integer> key;
  private final SinkMode mode;
  private final Schema schema;

  private TableShape(RelationSchema relation, List<Integer> key, SinkMode mode, Schema schema) {
    this.relation = relation;
    this.key = key;
    this.mode = mode;
    this.schema = schema;
  }

  /**
   * @param key positions of the key columns; empty in mode APPEND
   * @throws TidewaterException naming the column that can't be exported or can't be a key
   */
  public static TableShape of(RelationSchema relation, List<Integer> key, SinkMode mode) {
    checkNames(relation, mode);
    checkKey(relation, key, mode);
    int columns = relation.arity() + (mode == SinkMode.APPEND ? 2 : 0);
    // Top-level columns get the first ids, in order; what is nested comes behind.
    int[] lastId = {columns};
    List<Types.NestedField> fields = new ArrayList<>();
    for (Column column : relation.columns()) {
      int id = fields.size() + 1;
      var type = IcebergTypes.of(column, () -> ++lastId[0]);
      fields.add(
          column.nullable()
              ? Types.NestedField.optional(id, column.name(), type)
              : Types.NestedField.required(id, column.name(), type));
    }
    if (mode == SinkMode.APPEND) {
      fields.add(
          Types.NestedField.required(fields.size() + 1, DIFF_COLUMN, Types.IntegerType.get()));
      fields.add(
          Types.NestedField.required(fields.size() + 1, TIMESTAMP_COLUMN, Types.LongType.get()));
    }
    return new TableShape(
        relation, List.copyOf(key), mode, new Schema(fields, identifierIds(relation, key)));
  }

  private static void checkNames(RelationSchema relation, SinkMode mode) {
    Set<String> seen = new HashSet<>();
    for (Column column : relation.columns()) {
      if (!seen.add(column.name())) {
        throw new TidewaterException(
                ErrorCode.DUPLICATE_COLUMN, "column \"{column}\" appears more than once")
            .with("column", column.name())
            .hint("Give each column a name of its own in a materialized view.");
      }
      if (mode == SinkMode.APPEND
          && (column.name().equals(DIFF_COLUMN) || column.name().equals(TIMESTAMP_COLUMN))) {
        throw new TidewaterException(
                ErrorCode.DUPLICATE_COLUMN,
                "column \"{column}\" conflicts with the system column that MODE APPEND adds to the"
                    + " Iceberg table")
            .with("column", column.name());
      }
    }
  }

  private static void checkKey(RelationSchema relation, List<Integer> key, SinkMode mode) {
    if (mode == SinkMode.UPSERT && key.isEmpty()) {
      throw new TidewaterException(ErrorCode.SYNTAX_ERROR, "MODE UPSERT requires a KEY");
    }
    if (mode == SinkMode.APPEND && !key.isEmpty()) {
      throw new TidewaterException(ErrorCode.SYNTAX_ERROR, "MODE APPEND does not accept a KEY");
    }
    for (int position : key) {
      Column column = relation.column(position);
      boolean primitive = column.type() instanceof ScalarType;
      if (!primitive || column.type().is(TypeKind.FLOAT4) || column.type().is(TypeKind.FLOAT8)) {
        throw new TidewaterException(
                ErrorCode.FEATURE_NOT_SUPPORTED,
                "column \"{column}\" has type {type}, which cannot be used as an Iceberg equality"
                    + " delete key")
            .with("column", column.name())
            .with("type", column.type().display());
      }
    }
  }

  /** Iceberg's identifier fields must be required; a key with a nullable column has none. */
  private static Set<Integer> identifierIds(RelationSchema relation, List<Integer> key) {
    Set<Integer> ids = new LinkedHashSet<>();
    for (int position : key) {
      if (relation.column(position).nullable()) {
        return Set.of();
      }
      ids.add(position + 1);
    }
    return ids;
  }

  public RelationSchema relation() {
    return relation;
  }

  /** Positions of the key columns, in the order of the KEY clause. */
  public List<Integer> key() {
    return key;
  }

  public SinkMode mode() {
    return mode;
  }

  /** The schema to create the table with; the catalog may assign other field ids. */
  public Schema schema() {
    return schema;
  }
}
