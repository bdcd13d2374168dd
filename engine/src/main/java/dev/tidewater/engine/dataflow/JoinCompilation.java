package dev.tidewater.engine.dataflow;

import dev.tidewater.engine.dataflow.Graph.Output;
import dev.tidewater.engine.dataflow.Graph.Source;
import dev.tidewater.engine.iteration.OperatorFactory;
import dev.tidewater.engine.operator.JoinOperator;
import dev.tidewater.engine.operator.JoinOperator.Unmatched;
import dev.tidewater.engine.operator.Outlet;
import dev.tidewater.engine.operator.SemiJoinOperator;
import dev.tidewater.engine.operator.SemiJoinOperator.Keep;
import dev.tidewater.plan.RelationPlan.Get;
import dev.tidewater.plan.RelationPlan.Join;
import dev.tidewater.plan.RelationPlan.JoinKind;
import dev.tidewater.plan.RelationPlan.LetRef;
import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Adds the operators of a join to a graph. */
final class JoinCompilation {
  private final Graph graph;
  private final Join plan;

  JoinCompilation(Graph graph, Join plan) {
    this.graph = graph;
    this.plan = plan;
  }

  Outlet to(Destination destination) {
    checkKeys();
    return switch (plan.kind()) {
      case INNER, LEFT -> join(destination);
      case SEMI, ANTI -> semiJoin(destination);
    };
  }

  private Outlet join(Destination destination) {
    Destination behind =
        plan.residual() == null ? destination : destination.afterFilter(plan.residual());
    TreeSet<Integer> used = behind.first().usedColumns();
    int leftArity = plan.left().type().arity();
    TreeSet<Integer> rightUsed = new TreeSet<>();
    used.tailSet(leftArity).forEach(column -> rightUsed.add(column - leftArity));
    JoinKeys leftKeys = new JoinKeys(plan.left().type(), plan.leftKeys(), used.headSet(leftArity));
    JoinKeys rightKeys = new JoinKeys(plan.right().type(), plan.rightKeys(), rightUsed);
    Destination toLeft = leftKeys.destination(plan.left().type());
    Destination toRight = rightKeys.destination(plan.right().type());
    Unmatched unmatched = plan.kind() == JoinKind.LEFT ? Unmatched.KEPT : Unmatched.DROPPED;
    Output output = graph.output(behind);
    OperatorFactory factory =
        (context, outlet) ->
            new JoinOperator(
                leftKeys.side(toLeft.layout()),
                rightKeys.side(toRight.layout()),
                unmatched,
                context,
                output.create(context, outlet));
    return joined(
        factory, toLeft, toRight, plan.kind() == JoinKind.LEFT ? extendedWithNulls(behind) : null);
  }

  private Outlet semiJoin(Destination destination) {
    TreeSet<Integer> used = destination.first().usedColumns();
    JoinKeys leftKeys = new JoinKeys(plan.left().type(), plan.leftKeys(), used);
    JoinKeys rightKeys = new JoinKeys(plan.right().type(), plan.rightKeys(), Set.of());
    Destination toLeft = leftKeys.destination(plan.left().type());
    Destination toRight = rightKeys.destination(plan.right().type());
    Keep keep = plan.kind() == JoinKind.SEMI ? Keep.MATCHED : Keep.UNMATCHED;
    Output output = graph.output(destination);
    OperatorFactory factory =
        (context, outlet) ->
            new SemiJoinOperator(
                leftKeys.side(toLeft.layout()),
                toRight.layout(),
                keep,
                context,
                output.create(context, outlet));
    return joined(factory, toLeft, toRight, keep == Keep.UNMATCHED ? destination : null);
  }

  /**
   * @param ofUnmatched where left rows without a partner go; null if they are dropped
   */
  private Outlet joined(
      OperatorFactory factory,
      Destination toLeft,
      Destination toRight,
      @Nullable Destination ofUnmatched) {
    // The right side first: then a first step of a left join takes nothing back.
    Outlet right = graph.compile(plan.right(), toRight);
    Source leftSource = leftSource();
    Outlet left = leftSource.to(toLeft);
    Outlet outlet =
        graph.keyed(
            factory,
            List.of(
                KeyedInput.byKeyColumns(left, toLeft.layout()),
                KeyedInput.byKeyColumns(right, toRight.layout())));
    if (ofUnmatched != null) {
      addRowsWithNullKey(leftSource, ofUnmatched, outlet);
    }
    return outlet;
  }

  /** The left input, which is read once however many want its rows. */
  private Source leftSource() {
    boolean readTwice =
        (plan.kind() == JoinKind.LEFT || plan.kind() == JoinKind.ANTI)
            && plan.leftKeys().stream().anyMatch(ScalarExpr::nullable);
    if (!readTwice || plan.left() instanceof Get || plan.left() instanceof LetRef) {
      return to -> graph.compile(plan.left(), to);
    }
    Destination plain = Destination.plain(plan.left().type());
    return graph.source(graph.compile(plan.left(), plain), plain.layout());
  }

  /** Left rows whose key holds a NULL have no partner and never meet the operator. */
  private void addRowsWithNullKey(Source leftSource, Destination behind, Outlet outlet) {
    List<ScalarExpr> tests = new ArrayList<>();
    for (ScalarExpr key : plan.leftKeys()) {
      if (key.nullable()) {
        tests.add(new ScalarExpr.IsNull(key, ScalarType.BOOLEAN));
      }
    }
    if (!tests.isEmpty()) {
      ScalarExpr anyNull =
          tests.size() == 1 ? tests.get(0) : new ScalarExpr.Or(tests, ScalarType.BOOLEAN, false);
      leftSource.to(behind.afterFilter(anyNull)).connect(outlet::send);
    }
  }

  private Destination extendedWithNulls(Destination behind) {
    List<ScalarExpr> outputs = new ArrayList<>(Expressions.columnsOf(plan.left().type()));
    for (RelationType.ColumnType column : plan.right().type().columns()) {
      outputs.add(new ScalarExpr.Literal(null, column.type()));
    }
    return behind.afterProject(outputs, plan.left().type());
  }

  private void checkKeys() {
    for (int i = 0; i < plan.leftKeys().size(); i++) {
      SqlType left = plan.leftKeys().get(i).type();
      SqlType right = plan.rightKeys().get(i).type();
      if (!JoinKeys.haveSameEncoding(left, right)) {
        throw new TidewaterException(
                ErrorCode.INTERNAL_ERROR, "join keys of types {left} and {right} can't meet")
            .with("left", left.display())
            .with("right", right.display());
      }
    }
  }
}
