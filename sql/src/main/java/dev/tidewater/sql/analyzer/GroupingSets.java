package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.RowConstructor;
import dev.tidewater.sql.ast.QueryBody.Cube;
import dev.tidewater.sql.ast.QueryBody.EmptyGroupingSet;
import dev.tidewater.sql.ast.QueryBody.GroupBy;
import dev.tidewater.sql.ast.QueryBody.GroupingElement;
import dev.tidewater.sql.ast.QueryBody.GroupingExpression;
import dev.tidewater.sql.ast.QueryBody.Rollup;
import dev.tidewater.types.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.calcite.rex.RexNode;

/**
 * The grouping sets that a GROUP BY stands for. Several elements multiply; ROLLUP and CUBE are sets
 * of prefixes and of subsets.
 */
final class GroupingSets {
  /** As many as PostgreSQL allows. */
  private static final int MOST_SETS = 4096;

  private static final int MOST_CUBE_ELEMENTS = 12;

  private final Function<Expression, RexNode> analyzer;
  private final List<RexNode> keys = new ArrayList<>();

  /**
   * @param analyzer of one key
   */
  GroupingSets(Function<Expression, RexNode> analyzer) {
    this.analyzer = analyzer;
  }

  /** All keys, each once, in the order of their appearance. */
  List<RexNode> keys() {
    return keys;
  }

  /** Positions among the keys, for each set; a plain GROUP BY is one set of all. */
  List<Set<Integer>> of(GroupBy groupBy) {
    List<Set<Integer>> sets = List.of(Set.of());
    for (GroupingElement element : groupBy.elements()) {
      sets = product(sets, expand(element), groupBy);
    }
    return groupBy.distinct() ? List.copyOf(new LinkedHashSet<>(sets)) : sets;
  }

  private static List<Set<Integer>> product(
      List<Set<Integer>> left, List<Set<Integer>> right, GroupBy groupBy) {
    if ((long) left.size() * right.size() > MOST_SETS) {
      throw tooMany(groupBy);
    }
    List<Set<Integer>> all = new ArrayList<>();
    for (Set<Integer> one : left) {
      for (Set<Integer> other : right) {
        all.add(union(List.of(one, other)));
      }
    }
    return all;
  }

  private static RuntimeException tooMany(GroupBy groupBy) {
    return Failures.at(
            groupBy.position(),
            ErrorCode.STATEMENT_TOO_COMPLEX,
            "too many grouping sets present (maximum {maximum})")
        .with("maximum", MOST_SETS);
  }

  private List<Set<Integer>> expand(GroupingElement element) {
    if (element instanceof GroupingExpression single) {
      return List.of(keySet(single.value()));
    } else if (element instanceof EmptyGroupingSet) {
      return List.of(Set.of());
    } else if (element instanceof Rollup rollup) {
      return prefixes(rollup.sets().stream().map(this::keySet).toList());
    } else if (element instanceof Cube cube) {
      return subsets(cube);
    }
    List<Set<Integer>> all = new ArrayList<>();
    for (GroupingElement inner : ((dev.tidewater.sql.ast.QueryBody.GroupingSets) element).sets()) {
      all.addAll(expand(inner));
    }
    return all;
  }

  private Set<Integer> keySet(Expression expression) {
    List<Expression> parts =
        expression instanceof RowConstructor row ? row.fields() : List.of(expression);
    Set<Integer> set = new TreeSet<>();
    for (Expression part : parts) {
      RexNode key = analyzer.apply(part);
      int at = keys.indexOf(key);
      if (at < 0) {
        at = keys.size();
        keys.add(key);
      }
      set.add(at);
    }
    return set;
  }

  /** From all down to none. */
  private static List<Set<Integer>> prefixes(List<Set<Integer>> parts) {
    List<Set<Integer>> sets = new ArrayList<>();
    for (int length = parts.size(); length >= 0; length--) {
      sets.add(union(parts.subList(0, length)));
    }
    return sets;
  }

  private List<Set<Integer>> subsets(Cube cube) {
    if (cube.sets().size() > MOST_CUBE_ELEMENTS) {
      throw Failures.at(
              cube.position(), ErrorCode.TOO_MANY_COLUMNS, "CUBE is limited to {maximum} elements")
          .with("maximum", MOST_CUBE_ELEMENTS);
    }
    List<Set<Integer>> parts = cube.sets().stream().map(this::keySet).toList();
    List<Set<Integer>> sets = new ArrayList<>();
    for (int mask = (1 << parts.size()) - 1; mask >= 0; mask--) {
      List<Set<Integer>> chosen = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        if ((mask >> (parts.size() - 1 - i) & 1) == 1) {
          chosen.add(parts.get(i));
        }
      }
      sets.add(union(chosen));
    }
    return sets;
  }

  private static Set<Integer> union(List<Set<Integer>> parts) {
    Set<Integer> all = new TreeSet<>();
    parts.forEach(all::addAll);
    return all;
  }
}
