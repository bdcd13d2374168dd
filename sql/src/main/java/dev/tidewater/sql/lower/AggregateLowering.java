package dev.tidewater.sql.lower;

import dev.tidewater.plan.Aggregate;
import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.RelationPlan.Reduce;
import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.RelationType.ColumnType;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.sql.functions.Functions;
import dev.tidewater.sql.rel.AggregateOperator;
import dev.tidewater.sql.rel.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.Aggregate.Group;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** Lowers grouping. */
final class AggregateLowering {
  private final Functions functions;

  AggregateLowering(Functions functions) {
    this.functions = functions;
  }

  RelationPlan lower(org.apache.calcite.rel.core.Aggregate aggregate, RelationPlan input) {
    if (aggregate.getGroupType() != Group.SIMPLE) {
      throw ScalarLowering.notSupported("GROUPING SETS");
    }
    ScalarLowering scalars = new ScalarLowering(functions, input.type());
    List<ScalarExpr> keys = aggregate.getGroupSet().asList().stream().map(scalars::column).toList();
    if (keys.isEmpty() && aggregate.getAggCallList().isEmpty()) {
      return anyRow(input);
    }
    List<Aggregate> aggregates = new ArrayList<>();
    List<ColumnType> columns = new ArrayList<>(RowTypes.of(keys).columns());
    for (AggregateCall call : aggregate.getAggCallList()) {
      Aggregate lowered = aggregate(call, scalars);
      aggregates.add(lowered);
      columns.add(new ColumnType(lowered.type(), lowered.nullable()));
    }
    return new Reduce(input, keys, aggregates, new RelationType(columns));
  }

  /** DISTINCT over no columns: one row if there is any. A Reduce would always give one. */
  private static RelationPlan anyRow(RelationPlan input) {
    RelationPlan truths = Plans.project(input, List.of(Scalars.TRUE));
    return Plans.project(Plans.distinct(truths), List.of());
  }

  private static Aggregate aggregate(AggregateCall call, ScalarLowering scalars) {
    List<ScalarExpr> args = call.getArgList().stream().map(scalars::column).toList();
    @Nullable ScalarExpr filter = call.hasFilter() ? scalars.column(call.filterArg) : null;
    boolean count = call.getAggregation().getKind() == SqlKind.COUNT;
    return new Aggregate(
        identity(call), args, call.isDistinct(), filter, ValueType.of(call.getType()), !count);
  }

  private static String identity(AggregateCall call) {
    if (call.getAggregation() instanceof AggregateOperator aggregate) {
      return aggregate.identity();
    }
    return switch (call.getAggregation().getKind()) {
      case COUNT -> call.getArgList().isEmpty() ? Functions.COUNT_ROWS : Functions.COUNT_VALUES;
      case SINGLE_VALUE -> Functions.SINGLE_VALUE;
      default -> throw new IllegalStateException("not to be lowered: " + call);
    };
  }
}
