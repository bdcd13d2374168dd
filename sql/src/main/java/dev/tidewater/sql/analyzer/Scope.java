package dev.tidewater.sql.analyzer;

import com.google.common.collect.ImmutableSet;
import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.jspecify.annotations.Nullable;

/**
 * The names that an expression can use: those of a FROM clause, and behind them those of the
 * queries around. Values of columns are expressions over the row that FROM gives.
 */
final class Scope {
  /** A column by its name. */
  record NamedColumn(String name, RexNode value) {}

  /**
   * A relation of FROM by its alias.
   *
   * @param schema the schema that it may be qualified with, if it was named and not aliased
   * @param keys positions among {@code columns} of the unique keys that are NOT NULL
   */
  record NamedTable(
      String alias, @Nullable String schema, List<NamedColumn> columns, List<List<Integer>> keys) {
    NamedTable {
      columns = List.copyOf(columns);
    }

    NamedTable mapped(UnaryOperator<RexNode> change) {
      return new NamedTable(
          alias,
          schema,
          columns.stream().map(c -> new NamedColumn(c.name(), change.apply(c.value()))).toList(),
          keys);
    }
  }

  private final RelOptCluster cluster;
  private final @Nullable Scope parent;
  private final RelDataType rowType;
  private final List<NamedTable> tables;
  private final List<NamedColumn> visible;
  private final Set<CorrelationId> correlations = new LinkedHashSet<>();
  private @Nullable CorrelationId correlation;

  /**
   * @param tables in the order of FROM
   * @param visible what {@code *} gives and what names without a table mean
   */
  Scope(
      RelOptCluster cluster,
      @Nullable Scope parent,
      RelDataType rowType,
      List<NamedTable> tables,
      List<NamedColumn> visible) {
    this.cluster = cluster;
    this.parent = parent;
    this.rowType = rowType;
    this.tables = List.copyOf(tables);
    this.visible = List.copyOf(visible);
  }

  List<NamedTable> tables() {
    return tables;
  }

  List<NamedColumn> visible() {
    return visible;
  }

  /** What {@code *} gives, each a node of its own. */
  List<NamedColumn> freshVisible() {
    return visible.stream().map(c -> new NamedColumn(c.name(), fresh(c.value()))).toList();
  }

  /** As messages name a column: with its table, if it is one's. */
  String describe(NamedColumn column) {
    for (NamedTable table : tables) {
      for (NamedColumn candidate : table.columns()) {
        if (candidate.name().equals(column.name()) && candidate.value().equals(column.value())) {
          return table.alias() + "." + column.name();
        }
      }
    }
    return column.name();
  }

  RelDataType rowType() {
    return rowType;
  }

  @Nullable Scope parent() {
    return parent;
  }

  /** From here on references come from another inner query: each has a variable of its own. */
  void beginInnerQuery() {
    correlation = null;
  }

  /** The variables of this scope that a query uses, however deep. */
  List<CorrelationId> correlationsIn(RelNode rel) {
    Set<CorrelationId> used = RelOptUtil.getVariablesUsed(rel);
    return correlations.stream().filter(used::contains).toList();
  }

  /** How inner queries refer to a row of this scope, since the last time this was asked. */
  ImmutableSet<CorrelationId> takeCorrelations() {
    ImmutableSet<CorrelationId> taken = ImmutableSet.copyOf(correlations);
    correlations.clear();
    correlation = null;
    return taken;
  }

  /** The value of a column, looked for here and then outwards. */
  RexNode resolve(QualifiedName name, Position position) {
    for (Scope scope = this; scope != null; scope = scope.parent) {
      RexNode found = scope.resolveHere(name, position);
      if (found != null) {
        return scope == this ? fresh(found) : scope.correlated(found);
      }
    }
    throw missing(name, position);
  }

  private @Nullable RexNode resolveHere(QualifiedName name, Position position) {
    if (!name.isQualified()) {
      return only(name, visible, position);
    }
    NamedTable table = table(name.qualifiers(), position);
    if (table == null) {
      return null;
    }
    RexNode found = only(name, table.columns(), position);
    if (found == null) {
      throw Failures.at(position, ErrorCode.UNDEFINED_COLUMN, "column {column} does not exist")
          .with("column", table.alias() + "." + name.last());
    }
    return found;
  }

  private static @Nullable RexNode only(
      QualifiedName name, List<NamedColumn> columns, Position position) {
    RexNode found = null;
    for (NamedColumn column : columns) {
      if (column.name().equals(name.last())) {
        if (found != null) {
          throw Failures.at(
                  position, ErrorCode.AMBIGUOUS_COLUMN, "column reference \"{name}\" is ambiguous")
              .with("name", name.last());
        }
        found = column.value();
      }
    }
    return found;
  }

  private @Nullable NamedTable table(List<String> qualifiers, Position position) {
    NamedTable found = null;
    for (NamedTable table : tables) {
      if (matches(table, qualifiers)) {
        if (found != null) {
          throw Failures.at(
                  position, ErrorCode.DUPLICATE_ALIAS, "table reference \"{name}\" is ambiguous")
              .with("name", table.alias());
        }
        found = table;
      }
    }
    return found;
  }

  private static boolean matches(NamedTable table, List<String> qualifiers) {
    String last = qualifiers.get(qualifiers.size() - 1);
    if (!table.alias().equals(last)) {
      return false;
    }
    return qualifiers.size() == 1 || qualifiers.get(qualifiers.size() - 2).equals(table.schema());
  }

  /** The columns of {@code t.*}. */
  List<NamedColumn> columnsOf(List<Identifier> qualifiers, Position position) {
    List<String> names = qualifiers.stream().map(Identifier::value).toList();
    for (Scope scope = this; scope != null; scope = scope.parent) {
      NamedTable table = scope.table(names, position);
      if (table != null) {
        Scope owner = scope;
        UnaryOperator<RexNode> change = owner == this ? Scope::fresh : owner::correlated;
        return table.mapped(change).columns();
      }
    }
    throw missingTable(names, position);
  }

  /** An expression over the row of this scope, as inner queries see it. */
  private RexNode correlated(RexNode value) {
    if (correlation == null) {
      correlation = cluster.createCorrel();
      correlations.add(correlation);
    }
    RexBuilder rex = cluster.getRexBuilder();
    RexNode row = rex.makeCorrel(rowType, correlation);
    return value.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return rex.makeFieldAccess(row, ref.getIndex());
          }
        });
  }

  /** A node of its own for each reference, so that its place in the text can be remembered. */
  private static RexNode fresh(RexNode value) {
    return value instanceof RexInputRef ref
        ? new RexInputRef(ref.getIndex(), ref.getType())
        : value;
  }

  /**
   * The columns of a table that is named where a value is wanted.
   *
   * @param mayBeMissing whether an outer join may give NULLs in the place of a row
   */
  record WholeRow(List<NamedColumn> columns, boolean mayBeMissing) {}

  /** The row of the table of a name, if there is no column of that name; else null. */
  @Nullable WholeRow wholeRow(QualifiedName name, Position position) {
    for (Scope scope = this; scope != null; scope = scope.parent) {
      if (!name.isQualified() && only(name, scope.visible, position) != null) {
        return null;
      }
      List<String> names = new ArrayList<>(name.qualifiers());
      names.add(name.last());
      boolean isTable =
          name.isQualified()
              ? scope.table(name.qualifiers(), position) == null
                  && scope.table(names, position) != null
              : scope.table(names, position) != null;
      if (isTable) {
        List<Identifier> qualifiers =
            names.stream().map(part -> new Identifier(part, position)).toList();
        List<NamedColumn> columns = columnsOf(qualifiers, position);
        boolean optional =
            scope.tables.size() > 1
                && columns.stream().allMatch(column -> column.value().getType().isNullable());
        return new WholeRow(columns, optional);
      }
    }
    return null;
  }

  private TidewaterException missing(QualifiedName name, Position position) {
    if (!name.isQualified()) {
      return Failures.at(position, ErrorCode.UNDEFINED_COLUMN, "column \"{name}\" does not exist")
          .with("name", name.last());
    }
    return missingTable(name.qualifiers(), position);
  }

  private static TidewaterException missingTable(List<String> names, Position position) {
    return Failures.at(
            position, ErrorCode.UNDEFINED_TABLE, "missing FROM-clause entry for table \"{name}\"")
        .with("name", names.get(names.size() - 1));
  }

  /** Whether a table of this name is already there: names must differ. */
  static void checkDistinct(List<NamedTable> tables, Position position) {
    List<String> seen = new ArrayList<>();
    for (NamedTable table : tables) {
      String key = table.schema() == null ? table.alias() : table.schema() + "." + table.alias();
      boolean clash = tables.stream().filter(t -> t.alias().equals(table.alias())).count() > 1;
      if (clash && seen.contains(key)) {
        throw Failures.at(
                position,
                ErrorCode.DUPLICATE_ALIAS,
                "table name \"{name}\" specified more than once")
            .with("name", table.alias());
      }
      seen.add(key);
    }
  }
}
