package dev.tidewater.engine.scalar;

import dev.tidewater.engine.function.Binder;
import dev.tidewater.engine.function.BoundCall;
import dev.tidewater.engine.function.FunctionCatalog;
import dev.tidewater.engine.function.SessionFunctions;
import dev.tidewater.engine.function.SqlFunction;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.Literal;
import dev.tidewater.types.ArrayType;
import dev.tidewater.types.RecordType;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns expressions into trees of {@link Node}s. */
final class NodeCompiler implements ScalarExpr.Visitor<Node> {
  private final FunctionCatalog catalog;
  private final SessionFunctions session;

  NodeCompiler(FunctionCatalog catalog, SessionFunctions session) {
    this.catalog = catalog;
    this.session = session;
  }

  Node compile(ScalarExpr expr) {
    return expr.accept(this);
  }

  private Node[] compileAll(List<ScalarExpr> exprs) {
    return exprs.stream().map(this::compile).toArray(Node[]::new);
  }

  @Override
  public Node visitColumnRef(ScalarExpr.ColumnRef expr) {
    return new ColumnNode(expr.column(), expr.type());
  }

  @Override
  public Node visitLiteral(Literal expr) {
    return new LiteralNode(expr.value(), expr.type());
  }

  @Override
  public Node visitParameter(ScalarExpr.Parameter expr) {
    throw new IllegalArgumentException("parameters are bound before a plan is compiled");
  }

  @Override
  public Node visitCall(ScalarExpr.Call expr) {
    SqlFunction function = catalog.byIdentity(expr.function());
    List<SqlType> types = new ArrayList<>();
    List<Optional<Object>> constants = new ArrayList<>();
    for (ScalarExpr arg : expr.args()) {
      types.add(arg.type());
      constants.add(
          arg instanceof Literal literal ? Optional.ofNullable(literal.value()) : Optional.empty());
    }
    BoundCall call = new BoundCall(function, types, constants, expr.type(), session);
    return new CallNode(Binder.bind(call), compileAll(expr.args()), expr.type());
  }

  @Override
  public Node visitAnd(ScalarExpr.And expr) {
    return LogicNode.and(compileAll(expr.args()));
  }

  @Override
  public Node visitOr(ScalarExpr.Or expr) {
    return LogicNode.or(compileAll(expr.args()));
  }

  @Override
  public Node visitNot(ScalarExpr.Not expr) {
    return new NotNode(compile(expr.arg()));
  }

  @Override
  public Node visitIsNull(ScalarExpr.IsNull expr) {
    return new IsNullNode(compile(expr.arg()));
  }

  @Override
  public Node visitCase(ScalarExpr.Case expr) {
    Node[] conditions =
        expr.whens().stream().map(when -> compile(when.condition())).toArray(Node[]::new);
    Node[] results =
        expr.whens().stream()
            .map(when -> compileAs(when.result(), expr.type()))
            .toArray(Node[]::new);
    return new CaseNode(conditions, results, compileAs(expr.otherwise(), expr.type()), expr.type());
  }

  @Override
  public Node visitCoalesce(ScalarExpr.Coalesce expr) {
    Node[] args = expr.args().stream().map(arg -> compileAs(arg, expr.type())).toArray(Node[]::new);
    return new CoalesceNode(args, expr.type());
  }

  /** A branch whose numeric is held otherwise than the result's is brought to its form. */
  private Node compileAs(ScalarExpr expr, SqlType type) {
    if (expr instanceof Literal literal) {
      return new LiteralNode(literal.value(), type);
    }
    if (heldAlike(expr.type(), type)) {
      return compile(expr);
    }
    SqlFunction cast =
        catalog
            .cast(expr.type(), type)
            .orElseThrow(() -> new IllegalArgumentException("branches of different types"));
    BoundCall call =
        new BoundCall(cast, List.of(expr.type()), List.of(Optional.empty()), type, session);
    return new CallNode(Binder.bind(call), new Node[] {compile(expr)}, type);
  }

  private static boolean heldAlike(SqlType from, SqlType to) {
    if (from instanceof ScalarType a && to instanceof ScalarType b) {
      boolean fixed = a.isFixedDecimal() || b.isFixedDecimal();
      return a.physical() == b.physical() && (!fixed || a.scale() == b.scale());
    }
    if (from instanceof ArrayType a && to instanceof ArrayType b) {
      return heldAlike(a.element(), b.element());
    }
    if (from instanceof RecordType a && to instanceof RecordType b) {
      boolean alike = a.fields().size() == b.fields().size();
      for (int i = 0; alike && i < a.fields().size(); i++) {
        alike = heldAlike(a.fields().get(i).type(), b.fields().get(i).type());
      }
      return alike;
    }
    return false;
  }
}
