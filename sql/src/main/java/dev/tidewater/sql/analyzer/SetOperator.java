package dev.tidewater.sql.analyzer;

import dev.tidewater.engine.function.SqlFunction;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.types.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;

/**
 * Stands for a set-returning function in a SELECT list, until {@link SetExpansion} has made columns
 * of its rows.
 */
final class SetOperator extends org.apache.calcite.sql.SqlFunction {
  private final SqlFunction signature;
  private final SqlType result;
  private final Position position;

  /**
   * @param position of the call, for messages
   */
  SetOperator(SqlFunction signature, SqlType result, Position position) {
    super(
        "set " + signature.identity(),
        SqlKind.OTHER_FUNCTION,
        null,
        null,
        null,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.signature = signature;
    this.result = result;
    this.position = position;
  }

  SetRows.Call call(RexCall call) {
    return new SetRows.Call(signature, result, call.getOperands());
  }

  /** Two calls of one function over the same arguments are one. */
  @Override
  public boolean isDeterministic() {
    return true;
  }

  static boolean isIn(RexNode node) {
    return find(node).isPresent();
  }

  /** Where the first call stands that is in an expression. */
  static Optional<Position> find(RexNode node) {
    List<Position> found = new ArrayList<>();
    node.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public Void visitCall(RexCall call) {
            if (call.op instanceof SetOperator set) {
              found.add(set.position);
            }
            return super.visitCall(call);
          }
        });
    return found.stream().findFirst();
  }
}
