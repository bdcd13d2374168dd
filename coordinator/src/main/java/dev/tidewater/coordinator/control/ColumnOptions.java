package dev.tidewater.coordinator.control;

import dev.tidewater.coordinator.connection.OptionReader;
import dev.tidewater.source.postgres.ColumnChoice;
import dev.tidewater.sql.ast.CreateStatement.CreateTableFromSource;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The options {@code TEXT COLUMNS} and {@code EXCLUDE COLUMNS}: of a source, where they name the
 * columns with their tables, or of one table, where they name them alone.
 */
public record ColumnOptions(List<QualifiedName> text, List<QualifiedName> excluded) {
  private static final String TEXT = "TEXT COLUMNS";
  private static final String EXCLUDE = "EXCLUDE COLUMNS";

  public ColumnOptions {
    text = List.copyOf(text);
    excluded = List.copyOf(excluded);
  }

  /** Takes both options out of a statement's. */
  static ColumnOptions read(OptionReader options) {
    return new ColumnOptions(options.names(TEXT), options.names(EXCLUDE));
  }

  /** Those of a table made of a source. */
  public static ColumnOptions of(CreateTableFromSource statement) {
    OptionReader options = new OptionReader("CREATE TABLE … FROM SOURCE", statement.options());
    ColumnOptions result = read(options);
    options.finish();
    result
        .all()
        .filter(QualifiedName::isQualified)
        .findFirst()
        .ifPresent(
            name -> {
              throw new TidewaterException(
                      ErrorCode.INVALID_PARAMETER_VALUE,
                      "column \"{column}\" must be named without its table")
                  .with("column", name)
                  .at(name.position().offset());
            });
    return result;
  }

  private Stream<QualifiedName> all() {
    return Stream.concat(text.stream(), excluded.stream());
  }

  /** The choice for the only table that this is about. */
  public ColumnChoice ofTable() {
    return new ColumnChoice(names(text), names(excluded));
  }

  private static Set<String> names(List<QualifiedName> columns) {
    return columns.stream().map(QualifiedName::last).collect(Collectors.toSet());
  }

  /**
   * The choice for one of a source's tables.
   *
   * @param reference the table's schema and name, with a point between them
   */
  public ColumnChoice ofTable(String reference) {
    return new ColumnChoice(names(in(text, reference)), names(in(excluded, reference)));
  }

  private static List<QualifiedName> in(List<QualifiedName> columns, String reference) {
    return columns.stream().filter(column -> isIn(column, reference)).toList();
  }

  private static boolean isIn(QualifiedName column, String reference) {
    List<String> table = column.qualifiers();
    String name = String.join(".", table.subList(Math.max(0, table.size() - 2), table.size()));
    return reference.equals(name)
        || (table.size() == 1 && reference.substring(reference.indexOf('.') + 1).equals(name));
  }

  /** Refuses names of columns that are in none of these tables. */
  public void requireIn(Collection<String> references) {
    all()
        .filter(column -> references.stream().noneMatch(reference -> isIn(column, reference)))
        .findFirst()
        .ifPresent(
            column -> {
              throw new TidewaterException(
                      ErrorCode.UNDEFINED_COLUMN,
                      "column \"{column}\" is in none of the tables that the source takes")
                  .with("column", column)
                  .hint("Name a column with its table: schema.table.column.")
                  .at(column.position().offset());
            });
  }
}
