package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.ast.Query.CommonTable;
import dev.tidewater.sql.ast.QueryBody.SetOperation;
import dev.tidewater.sql.rel.RecursionVariable;
import dev.tidewater.types.ErrorCode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Minus;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/** Sees that a recursive term is linear in the query that it refers to. */
final class RecursiveTermCheck {
  private final CommonTable table;
  private final SetOperation operation;

  RecursiveTermCheck(CommonTable table, SetOperation operation) {
    this.table = table;
    this.operation = operation;
  }

  /** How often a term refers to its query: at most once, and where it may. */
  int uses(RelNode term, int variable) {
    int uses = count(term, variable);
    if (uses > 1) {
      throw invalid("must not appear more than once");
    }
    return uses;
  }

  private RuntimeException invalid(String problem) {
    return RecursiveTable.invalid(table.name().value(), table.position(), problem);
  }

  private int count(RelNode rel, int variable) {
    if (rel instanceof RecursionVariable found) {
      return found.binding() == variable ? 1 : 0;
    }
    checkSubqueries(rel, variable);
    int uses = 0;
    for (int i = 0; i < rel.getInputs().size(); i++) {
      int inInput = count(rel.getInput(i), variable);
      if (inInput > 0) {
        check(rel, i);
      }
      uses += inInput;
    }
    return uses;
  }

  private void checkSubqueries(RelNode rel, int variable) {
    rel.accept(
        new RexShuttle() {
          @Override
          public RexNode visitSubQuery(RexSubQuery subQuery) {
            if (count(subQuery.rel, variable) > 0) {
              throw invalid("must not appear within a subquery");
            }
            return subQuery;
          }
        });
  }

  private void check(RelNode rel, int input) {
    if (rel instanceof Join join) {
      boolean isNullable =
          input == 0
              ? join.getJoinType().generatesNullsOnLeft()
              : join.getJoinType().generatesNullsOnRight();
      if (isNullable) {
        throw invalid("must not appear within an outer join");
      }
    } else if (rel instanceof Minus && input > 0) {
      throw invalid("must not appear within EXCEPT");
    } else if (rel instanceof Minus || rel instanceof Intersect) {
      throw unsupported("INTERSECT or EXCEPT");
    } else if (rel instanceof Aggregate aggregate) {
      check(aggregate);
    } else if (rel instanceof Project project && project.containsOver()) {
      throw Failures.at(
          table.position(),
          ErrorCode.WINDOWING_ERROR,
          "window functions are not allowed in a recursive query's recursive term");
    } else if (rel instanceof Sort) {
      throw unsupported("LIMIT or OFFSET");
    }
  }

  private void check(Aggregate aggregate) {
    if (!aggregate.getAggCallList().isEmpty()) {
      throw Failures.at(
          table.position(),
          ErrorCode.INVALID_RECURSION,
          "aggregate functions are not allowed in a recursive query's recursive term");
    }
    if (operation.all()) {
      throw unsupported("DISTINCT or GROUP BY under UNION ALL");
    }
  }

  private RuntimeException unsupported(String what) {
    return Failures.notSupported(table.position(), what + " in a recursive term");
  }
}
