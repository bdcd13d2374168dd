package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.analyzer.Surroundings.BeginOfRecursion;
import dev.tidewater.sql.analyzer.Surroundings.Expansion;
import dev.tidewater.sql.analyzer.Surroundings.Variable;
import dev.tidewater.sql.analyzer.Surroundings.VisibleCommonTable;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.ast.Query.CommonTable;
import dev.tidewater.sql.ast.Query.WithKind;
import dev.tidewater.sql.catalog.ResolvedRelation;
import dev.tidewater.sql.catalog.ResolvedRelation.Collection;
import dev.tidewater.sql.catalog.ResolvedRelation.Definition;
import dev.tidewater.sql.rel.CollectionTable;
import dev.tidewater.sql.rel.RecursionVariable;
import dev.tidewater.types.Column;
import dev.tidewater.types.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.jspecify.annotations.Nullable;

/** Names of relations: WITH queries, collections, views that are put in by their query. */
final class RelationReferences {
  private final StatementAnalysis statement;
  private final Surroundings surroundings;

  RelationReferences(StatementAnalysis statement, Surroundings surroundings) {
    this.statement = statement;
    this.surroundings = surroundings;
  }

  /**
   * A relation in place.
   *
   * @param schema what its name may be qualified with; null for a WITH query
   * @param keys its unique keys of NOT NULL columns
   */
  record Resolved(AnalyzedRelation relation, @Nullable String schema, List<List<Integer>> keys) {}

  Resolved resolve(QualifiedName name, Position position) {
    if (!name.isQualified() && surroundings.recursive().contains(name.last())) {
      throw Failures.notSupported(position, "a reference to a later query of WITH RECURSIVE");
    }
    VisibleCommonTable commonTable =
        name.isQualified() ? null : surroundings.commonTables().get(name.last());
    if (commonTable instanceof Expansion expansion) {
      return expand(expansion);
    } else if (commonTable instanceof Variable variable) {
      RelNode rel =
          new RecursionVariable(statement.rels().cluster(), variable.id(), variable.rowType());
      return new Resolved(new AnalyzedRelation(rel, variable.names()), null, List.of());
    } else if (commonTable instanceof BeginOfRecursion) {
      throw RecursiveTable.invalid(
          name.last(), position, "must not appear within its non-recursive term");
    }
    return ofCatalog(name, position);
  }

  private Resolved expand(Expansion expansion) {
    CommonTable table = expansion.table();
    AnalyzedRelation relation =
        expansion.kind() == WithKind.RECURSIVE
            ? new RecursiveTable(statement, table).analyze(expansion.surroundings())
            : new QueryAnalyzer(statement).analyzeRelation(table.query(), expansion.surroundings());
    return new Resolved(
        new AnalyzedRelation(relation.rel(), columnNames(table, relation.names())),
        null,
        List.of());
  }

  /** The names that a WITH query gives its columns. */
  static List<String> columnNames(CommonTable table, List<String> ofQuery) {
    List<String> names = new ArrayList<>(ofQuery);
    if (table.columns().size() > names.size()) {
      throw Failures.at(
              table.position(),
              ErrorCode.INVALID_COLUMN_REFERENCE,
              "WITH query \"{name}\" has {available} columns available but {given} columns"
                  + " specified")
          .with("name", table.name())
          .with("available", names.size())
          .with("given", table.columns().size());
    }
    for (int i = 0; i < table.columns().size(); i++) {
      names.set(i, table.columns().get(i).name().value());
    }
    return names;
  }

  private Resolved ofCatalog(QualifiedName name, Position position) {
    ResolvedRelation relation = lookUp(statement, surroundings, name, position);
    statement.objects().add(relation.objectId());
    AnalyzedRelation analyzed =
        relation.content() instanceof Definition definition
            ? expand(relation, definition, position)
            : scan(relation, statement);
    List<List<Integer>> keys =
        relation.content() instanceof Collection ? strictKeys(relation) : List.of();
    return new Resolved(analyzed, relation.schemaName(), keys);
  }

  static ResolvedRelation lookUp(
      StatementAnalysis statement,
      Surroundings surroundings,
      QualifiedName name,
      Position position) {
    return statement
        .context()
        .catalog()
        .relation(name, surroundings.names())
        .orElseThrow(
            () ->
                Failures.at(
                        position, ErrorCode.UNDEFINED_TABLE, "relation \"{name}\" does not exist")
                    .with("name", name));
  }

  private static List<List<Integer>> strictKeys(ResolvedRelation relation) {
    return relation.schema().keys().stream()
        .filter(key -> key.stream().noneMatch(c -> relation.schema().column(c).nullable()))
        .toList();
  }

  static AnalyzedRelation scan(ResolvedRelation relation, StatementAnalysis statement) {
    if (!(relation.content() instanceof Collection collection)) {
      throw new IllegalStateException("not a collection: " + relation.name());
    }
    CollectionTable table =
        new CollectionTable(relation, collection.collectionId(), statement.rels().types());
    RelNode scan = LogicalTableScan.create(statement.rels().cluster(), table, List.of());
    List<String> names = relation.schema().columns().stream().map(Column::name).toList();
    return new AnalyzedRelation(scan, names);
  }

  private AnalyzedRelation expand(
      ResolvedRelation relation, Definition definition, Position position) {
    statement.enter(position);
    try {
      AnalyzedRelation analyzed =
          new QueryAnalyzer(statement)
              .analyzeRelation(definition.query(), Surroundings.top(definition.names()));
      List<String> names = new ArrayList<>(analyzed.names());
      List<String> given = definition.columnNames();
      for (int i = 0; given != null && i < given.size(); i++) {
        names.set(i, given.get(i));
      }
      return new AnalyzedRelation(analyzed.rel(), names);
    } catch (dev.tidewater.types.TidewaterException e) {
      // Its position counts in the view's text, which the user did not write now.
      throw Failures.at(position, e.at(Position.NONE.offset())).with("view", relation.name());
    } finally {
      statement.leave();
    }
  }
}
