package dev.tidewater.types;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The columns of a relation, in their SQL order, and the sets of columns that are known to identify
 * a row. Column positions count from 0.
 *
 * @param keys each a list of column positions whose values no two rows share; the first is the
 *     primary key where there is one, and decides the order in which the relation is stored
 */
public record RelationSchema(List<Column> columns, List<List<Integer>> keys) {
  public RelationSchema {
    columns = List.copyOf(columns);
    keys = keys.stream().map(List::copyOf).toList();
    for (List<Integer> key : keys) {
      for (int column : key) {
        if (column < 0 || column >= columns.size()) {
          throw new IllegalArgumentException("key column out of range");
        }
      }
    }
  }

  public static RelationSchema withoutKey(List<Column> columns) {
    return new RelationSchema(columns, List.of());
  }

  public int arity() {
    return columns.size();
  }

  public Column column(int position) {
    return columns.get(position);
  }

  public List<SqlType> types() {
    return columns.stream().map(Column::type).toList();
  }

  /** Position of the first column of this exact name. */
  public Optional<Integer> positionOf(String name) {
    return IntStream.range(0, columns.size())
        .filter(i -> columns.get(i).name().equals(name))
        .boxed()
        .findFirst();
  }

  /** The key that orders the stored rows; empty if none is known. */
  public List<Integer> primaryKey() {
    return keys.isEmpty() ? List.of() : keys.get(0);
  }
}
