package dev.tidewater.source.postgres;

import dev.tidewater.types.Column;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table of a publication as the upstream catalog describes it.
 *
 * @param oid object id, which a rename keeps and a table made anew doesn't have
 * @param columns those that are published, in their order
 * @param primaryKey names of its columns; empty if there is none
 * @param replicaIdentity {@code f} full, {@code d} primary key, {@code i} index, {@code n} nothing
 * @param rowFilter the publication's condition for rows of this table, as SQL
 */
public record UpstreamTable(
    int oid,
    String schema,
    String name,
    List<UpstreamColumn> columns,
    List<String> primaryKey,
    char replicaIdentity,
    @Nullable String rowFilter) {
  public UpstreamTable {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
  }

  /** A published column; {@code typeName} is as {@code format_type} prints it. */
  public record UpstreamColumn(
      String name, int typeOid, int typeModifier, String typeName, boolean notNull) {}

  public String displayName() {
    return schema + "." + name;
  }

  /**
   * The relation that the table becomes, its primary key carried over if all of it is taken.
   *
   * @throws TidewaterException if the type of a column that is taken has no counterpart, naming the
   *     column, or if a column is chosen that there is not
   */
  public RelationSchema relation(ColumnChoice choice) {
    requireColumns(choice.text());
    requireColumns(choice.excluded());
    List<Column> result = new ArrayList<>();
    for (UpstreamColumn column : columns) {
      if (!choice.excluded().contains(column.name())) {
        SqlType type =
            choice.text().contains(column.name())
                ? ScalarType.TEXT
                : TypeMapping.of(column.typeOid(), column.typeModifier())
                    .orElseThrow(() -> unsupported(column));
        result.add(new Column(result.size(), column.name(), type, !column.notNull()));
      }
    }
    List<String> names = result.stream().map(Column::name).toList();
    List<Integer> key = primaryKey.stream().map(names::indexOf).toList();
    boolean taken = !key.isEmpty() && !key.contains(-1);
    return new RelationSchema(result, taken ? List.of(key) : List.of());
  }

  private void requireColumns(Set<String> wanted) {
    for (String name : wanted) {
      if (columns.stream().noneMatch(column -> column.name().equals(name))) {
        throw new TidewaterException(
                ErrorCode.UNDEFINED_COLUMN, "table {table} has no published column {column}")
            .with("table", displayName())
            .with("column", name);
      }
    }
  }

  private TidewaterException unsupported(UpstreamColumn column) {
    return new TidewaterException(
            ErrorCode.FEATURE_NOT_SUPPORTED,
            "column {column} of table {table} has type {type}, which is not supported")
        .with("column", column.name())
        .with("table", displayName())
        .with("type", column.typeName())
        .hint(
            "Name it in TEXT COLUMNS to take its values as text, or in EXCLUDE COLUMNS to leave it"
                + " out.");
  }
}
