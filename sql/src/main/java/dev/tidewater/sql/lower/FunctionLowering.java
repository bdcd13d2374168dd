package dev.tidewater.sql.lower;

import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.RelationPlan.FlatMap;
import dev.tidewater.plan.RelationPlan.SetCall;
import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.sql.functions.Functions;
import dev.tidewater.sql.rel.ArgumentsOperator;
import dev.tidewater.sql.rel.FunctionRows;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/** Lowers joins with the rows of a function to calls for each row. */
final class FunctionLowering {
  private final Functions functions;

  FunctionLowering(Functions functions) {
    this.functions = functions;
  }

  /**
   * @param left the lowered left side
   */
  RelationPlan lower(Join join, RelationPlan left, FunctionRows rows) {
    List<RexNode> conjuncts = new ArrayList<>(RelOptUtil.conjunctions(join.getCondition()));
    // A call without arguments from the left may have been pushed to the right.
    for (RelNode node = join.getRight(); node instanceof Filter filter; node = filter.getInput()) {
      RexNode shifted = RexUtil.shift(filter.getCondition(), left.type().arity());
      conjuncts.addAll(RelOptUtil.conjunctions(shifted));
    }
    RexCall call = null;
    List<RexNode> rest = new ArrayList<>();
    for (RexNode conjunct : conjuncts) {
      if (conjunct instanceof RexCall found && found.op instanceof ArgumentsOperator) {
        call = found;
      } else {
        rest.add(conjunct);
      }
    }
    if (call == null) {
      throw ScalarLowering.notSupported("a function in FROM in this place");
    }
    RelationType type = RowTypes.concat(left.type(), RelTypes.of(rows.getRowType()));
    List<RexNode> operands = call.getOperands();
    List<ScalarExpr> arguments =
        new ScalarLowering(functions, left.type())
            .lowerAll(operands.subList(0, operands.size() - 1));
    return Plans.filter(
        new FlatMap(left, calls(rows, arguments), rows.numbering(), type),
        new ScalarLowering(functions, type).lowerAll(rest));
  }

  private static List<SetCall> calls(FunctionRows rows, List<ScalarExpr> arguments) {
    List<SetCall> calls = new ArrayList<>();
    int at = 0;
    for (FunctionRows.Call call : rows.calls()) {
      List<ScalarExpr> own = arguments.subList(at, at + call.arguments());
      calls.add(new SetCall(call.identity(), own, call.columns()));
      at += call.arguments();
    }
    return calls;
  }
}
