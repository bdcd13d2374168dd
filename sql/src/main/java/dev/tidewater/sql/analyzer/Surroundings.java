package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.ast.Query.CommonTable;
import dev.tidewater.sql.ast.Query.With;
import dev.tidewater.sql.ast.Query.WithKind;
import dev.tidewater.sql.catalog.NameContext;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/**
 * What a query sees of what is around it.
 *
 * @param outer columns of the enclosing query; null at the top and inside of views
 * @param commonTables the WITH queries in sight, by name
 * @param recursive names of the WITH RECURSIVE queries that would have to see themselves or later
 *     ones
 * @param names completes unqualified names
 */
record Surroundings(
    @Nullable Scope outer,
    Map<String, VisibleCommonTable> commonTables,
    Set<String> recursive,
    NameContext names) {

  /** What the name of a WITH query means. */
  sealed interface VisibleCommonTable {}

  /**
   * A WITH query that is put in the place of its name.
   *
   * @param kind of the WITH
   * @param surroundings what it sees itself: those before it
   */
  record Expansion(WithKind kind, CommonTable table, Surroundings surroundings)
      implements VisibleCommonTable {}

  /**
   * A binding of a recursion, inside of it and in the body.
   *
   * @param rowType all columns nullable
   */
  record Variable(int id, List<String> names, RelDataType rowType) implements VisibleCommonTable {}

  /** A recursive query within the term that it begins with, where it can't be seen. */
  record BeginOfRecursion() implements VisibleCommonTable {}

  Surroundings {
    commonTables = Map.copyOf(commonTables);
    recursive = Set.copyOf(recursive);
  }

  static Surroundings top(NameContext names) {
    return new Surroundings(null, Map.of(), Set.of(), names);
  }

  Surroundings inside(@Nullable Scope scope) {
    return new Surroundings(scope, commonTables, recursive, names);
  }

  /** Before the first query of a WITH RECURSIVE: all its names hide those of outside. */
  Surroundings beginRecursive(With with) {
    Set<String> more = new HashSet<>(recursive);
    with.tables().stream().map(CommonTable::name).map(Identifier::value).forEach(more::add);
    return new Surroundings(outer, commonTables, more, names);
  }

  Surroundings with(WithKind kind, CommonTable table) {
    return with(table.name().value(), new Expansion(kind, table, this));
  }

  Surroundings with(String name, VisibleCommonTable meaning) {
    Map<String, VisibleCommonTable> more = new HashMap<>(commonTables);
    more.put(name, meaning);
    Set<String> left = new HashSet<>(recursive);
    left.remove(name);
    return new Surroundings(outer, more, left, names);
  }
}
