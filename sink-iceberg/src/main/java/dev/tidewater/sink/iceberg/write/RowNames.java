package dev.tidewater.sink.iceberg.write;

import dev.tidewater.types.Column;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.row.RowLayout;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Names a row for the user by its key, as PostgreSQL does: {@code (id)=(5)}. */
final class RowNames {
  /** A key of megabytes helps nobody. */
  private static final int MAX_CHARACTERS = 200;

  private final RelationSchema relation;
  private final RowLayout layout;
  private final List<Integer> columns;

  /**
   * @param key what to name rows by; if empty the relation's primary key, or else all columns
   */
  RowNames(RelationSchema relation, RowLayout layout, List<Integer> key) {
    this.relation = relation;
    this.layout = layout;
    this.columns = columns(relation, key);
  }

  private static List<Integer> columns(RelationSchema relation, List<Integer> key) {
    if (!key.isEmpty()) {
      return key;
    }
    return relation.primaryKey().isEmpty()
        ? IntStream.range(0, relation.arity()).boxed().toList()
        : relation.primaryKey();
  }

  String of(byte[] bytes, int offset, int length) {
    @Nullable Object[] values = layout.decode(bytes, offset, length);
    String names =
        columns.stream().map(relation::column).map(Column::name).collect(Collectors.joining(", "));
    String shown =
        columns.stream()
            .map(column -> String.valueOf(values[column]))
            .collect(Collectors.joining(", "));
    if (shown.length() > MAX_CHARACTERS) {
      shown = shown.substring(0, MAX_CHARACTERS) + "…";
    }
    return "(" + names + ")=(" + shown + ")";
  }
}
