package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.ast.Expression.Grouping;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * The calls of GROUPING in one SELECT. While expressions are analyzed a call over the rows of FROM
 * stands for each; for each grouping set it is a constant: a bit for each argument, the last one
 * the lowest, which is 1 if the set does not have the argument.
 */
final class GroupingCalls {
  /** As many as an integer has bits for. */
  private static final int MOST_ARGUMENTS = 31;

  /** Marks stand-ins. */
  static final class Operator extends org.apache.calcite.sql.SqlFunction {
    private static final Operator INSTANCE = new Operator();

    private Operator() {
      super(
          "grouping",
          SqlKind.OTHER_FUNCTION,
          null,
          null,
          null,
          SqlFunctionCategory.USER_DEFINED_FUNCTION);
    }
  }

  private final List<RexNode> keys;
  private final List<RexCall> calls = new ArrayList<>();

  /**
   * @param outputs and
   * @param having may have calls
   */
  GroupingCalls(List<RexNode> keys, List<RexNode> outputs, @Nullable RexNode having) {
    this.keys = keys;
    RexVisitorImpl<Void> collector =
        new RexVisitorImpl<>(true) {
          @Override
          public Void visitCall(RexCall call) {
            if (call.op instanceof Operator && !calls.contains(call)) {
              calls.add(call);
            }
            return super.visitCall(call);
          }
        };
    outputs.forEach(output -> output.accept(collector));
    if (having != null) {
      having.accept(collector);
    }
    calls.forEach(this::check);
  }

  private void check(RexCall call) {
    if (!keys.containsAll(call.getOperands())) {
      throw Failures.at(
          Position.NONE,
          ErrorCode.GROUPING_ERROR,
          "arguments to GROUPING must be grouping expressions of the associated query level");
    }
  }

  static RexNode standIn(
      Grouping expression, StatementAnalysis statement, ExpressionContext context) {
    if (context.aggregates() == null) {
      throw Failures.at(
              expression.position(),
              ErrorCode.GROUPING_ERROR,
              "grouping operations are not allowed in {clause}")
          .with("clause", context.clause().display());
    }
    if (expression.arguments().size() > MOST_ARGUMENTS) {
      throw Failures.at(
              expression.position(),
              ErrorCode.TOO_MANY_ARGUMENTS,
              "GROUPING must have fewer than {limit} arguments")
          .with("limit", MOST_ARGUMENTS + 1);
    }
    ExpressionAnalyzer arguments =
        new ExpressionAnalyzer(statement, context.withoutAggregates(Clause.GROUP_BY));
    return statement
        .rels()
        .rex()
        .makeCall(
            statement.rels().types().notNull(ScalarType.INT4),
            Operator.INSTANCE,
            expression.arguments().stream().map(arguments::analyzeSettled).toList());
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  int indexOf(RexCall call) {
    return calls.indexOf(call);
  }

  /** The value of each call for a grouping set. */
  List<Integer> values(Set<Integer> set) {
    List<Integer> values = new ArrayList<>();
    for (RexCall call : calls) {
      int value = 0;
      for (RexNode argument : call.getOperands()) {
        value = value << 1 | (set.contains(keys.indexOf(argument)) ? 0 : 1);
      }
      values.add(value);
    }
    return values;
  }
}
