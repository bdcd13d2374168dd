package dev.tidewater.sql.analyzer;

import dev.tidewater.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rex.RexNode;

/**
 * Groupings by several sets of keys, one below the other. Each gives all keys, those that it does
 * not group by as NULL, then the aggregates, then the values of GROUPING.
 */
final class GroupingUnion {
  private final StatementAnalysis statement;
  private final List<RexNode> keys;
  private final List<AggregateCall> calls;
  private final GroupingCalls groupings;

  GroupingUnion(
      StatementAnalysis statement,
      List<RexNode> keys,
      List<AggregateCall> calls,
      GroupingCalls groupings) {
    this.statement = statement;
    this.keys = keys;
    this.calls = calls;
    this.groupings = groupings;
  }

  /**
   * @param aggregate groups by a set of keys: gives these in their order, then the aggregates
   */
  RelNode of(List<Set<Integer>> sets, Function<Set<Integer>, RelNode> aggregate) {
    List<RelNode> parts = sets.stream().map(set -> part(set, aggregate.apply(set))).toList();
    return parts.size() == 1 ? parts.get(0) : LogicalUnion.create(parts, true);
  }

  private RelNode part(Set<Integer> set, RelNode grouped) {
    var rex = statement.rels().rex();
    List<Integer> present = List.copyOf(set);
    List<RexNode> columns = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int key = 0; key < keys.size(); key++) {
      int at = present.indexOf(key);
      columns.add(
          at >= 0
              ? rex.makeInputRef(grouped, at)
              : statement.rels().constant(null, Coercion.typeOf(keys.get(key))));
      names.add("k" + key);
    }
    for (int call = 0; call < calls.size(); call++) {
      columns.add(rex.makeInputRef(grouped, present.size() + call));
      names.add("a" + call);
    }
    for (int value : groupings.values(set)) {
      columns.add(statement.rels().constant(value, ScalarType.INT4));
      names.add("g" + columns.size());
    }
    return LogicalProject.create(grouped, List.of(), columns, names, Set.of());
  }
}
