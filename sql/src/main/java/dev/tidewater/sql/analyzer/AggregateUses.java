package dev.tidewater.sql.analyzer;

import dev.tidewater.engine.function.SqlFunction;
import dev.tidewater.sql.rel.AggregateOperator;
import dev.tidewater.types.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * The aggregates that the expressions of one SELECT use. While the expressions are analyzed a
 * {@link Reference} stands for each; {@link GroupingRewriter} then turns it to a column.
 */
final class AggregateUses {
  /**
   * One aggregate over the rows of FROM.
   *
   * @param direct how many of the arguments must be the same in all rows of a group
   */
  record Use(
      SqlFunction signature,
      List<RexNode> arguments,
      int direct,
      Duplicates duplicates,
      List<SortedBy> order,
      @Nullable RexNode filter,
      SqlType type) {
    Use {
      arguments = List.copyOf(arguments);
      order = List.copyOf(order);
    }

    boolean isCount() {
      return signature.name().equals("count");
    }
  }

  /** A key of an aggregate's ORDER BY. */
  record SortedBy(RexNode value, AggregateOperator.Order order) {}

  /** Whether equal arguments count once. */
  enum Duplicates {
    ALL,
    DISTINCT
  }

  /** Stands for the outcome of an aggregate. */
  static final class Reference extends org.apache.calcite.sql.SqlFunction {
    private final int index;

    Reference(int index) {
      super(
          "aggregate#" + index,
          SqlKind.OTHER_FUNCTION,
          null,
          null,
          null,
          SqlFunctionCategory.USER_DEFINED_FUNCTION);
      this.index = index;
    }

    int index() {
      return index;
    }
  }

  private final List<Use> uses = new ArrayList<>();

  List<Use> uses() {
    return uses;
  }

  boolean isEmpty() {
    return uses.isEmpty();
  }

  /** A stand-in for the aggregate; the same for equal aggregates. */
  RexNode refer(Use use, StatementAnalysis statement) {
    int index = -1;
    for (int i = 0; i < uses.size() && index < 0; i++) {
      index = isSame(uses.get(i), use) ? i : -1;
    }
    if (index < 0) {
      index = uses.size();
      uses.add(use);
    }
    RelDataType type =
        use.isCount()
            ? statement.rels().types().notNull(use.type())
            : statement.rels().types().nullable(use.type());
    return statement.rels().rex().makeCall(type, new Reference(index), List.of());
  }

  private static boolean isSame(Use one, Use other) {
    return one.signature().identity().equals(other.signature().identity())
        && one.arguments().equals(other.arguments())
        && one.duplicates() == other.duplicates()
        && one.order().equals(other.order())
        && Objects.equals(one.filter(), other.filter());
  }
}
