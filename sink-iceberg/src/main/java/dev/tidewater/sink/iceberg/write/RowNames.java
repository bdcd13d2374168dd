package dev.tidewater.sink.iceberg.write;

import dev.tidewater.types.Column;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.format.TextFormat;
import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
    int[] wanted = columns.stream().mapToInt(Integer::intValue).toArray();
    ColumnVector[] values =
        columns.stream()
            .map(column -> Values.allocate(layout.type(column), 1))
            .toArray(ColumnVector[]::new);
    layout.decoder(wanted).decodeRow(bytes, offset, length, values, 0);
    String names =
        columns.stream().map(relation::column).map(Column::name).collect(Collectors.joining(", "));
    String shown =
        IntStream.range(0, wanted.length)
            .mapToObj(i -> text(values[i], layout.type(wanted[i])))
            .collect(Collectors.joining(", "));
    if (shown.length() > MAX_CHARACTERS) {
      shown = shown.substring(0, MAX_CHARACTERS) + "…";
    }
    return "(" + names + ")=(" + shown + ")";
  }

  private static String text(ColumnVector vector, SqlType type) {
    if (vector.isNull(0)) {
      return "null";
    }
    ByteSink out = new ByteSink();
    TextFormat.UTC.append(vector, type, 0, out);
    return new String(out.array(), 0, out.size(), StandardCharsets.UTF_8);
  }
}
