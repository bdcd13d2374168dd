package dev.tidewater.sql.lower;

import dev.tidewater.plan.Aggregate;
import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.RelationPlan.Reduce;
import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.RelationType.ColumnType;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.Call;
import dev.tidewater.plan.SortExpr;
import dev.tidewater.sql.functions.Functions;
import dev.tidewater.sql.rel.AggregateOperator;
import dev.tidewater.sql.rel.ValueType;
import dev.tidewater.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.Aggregate.Group;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** Lowers grouping. */
final class AggregateLowering {
  private static final Aggregate COUNT_ROWS =
      new Aggregate(Functions.COUNT_ROWS, List.of(), false, null, ScalarType.INT8, false);

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
    boolean single = aggregate.getAggCallList().stream().anyMatch(AggregateLowering::isSingleValue);
    List<Aggregate> aggregates = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      aggregates.add(aggregate(call, scalars));
    }
    if (single) {
      aggregates.add(COUNT_ROWS);
    }
    Reduce reduce = reduce(input, keys, aggregates);
    return single ? checked(reduce, aggregate) : reduce;
  }

  private static Reduce reduce(
      RelationPlan input, List<ScalarExpr> keys, List<Aggregate> aggregates) {
    List<ColumnType> columns = new ArrayList<>(RowTypes.of(keys).columns());
    for (Aggregate aggregate : aggregates) {
      columns.add(new ColumnType(aggregate.type(), aggregate.nullable()));
    }
    return new Reduce(input, keys, aggregates, new RelationType(columns));
  }

  private static boolean isSingleValue(AggregateCall call) {
    return call.getAggregation().getKind() == SqlKind.SINGLE_VALUE;
  }

  /** The value of a scalar sub-query: the least of them, if there is not more than one. */
  private static RelationPlan checked(
      Reduce reduce, org.apache.calcite.rel.core.Aggregate aggregate) {
    List<ScalarExpr> columns = RowTypes.columns(reduce.type());
    ScalarExpr count = columns.get(columns.size() - 1);
    List<ScalarExpr> outputs = new ArrayList<>(columns.subList(0, aggregate.getGroupCount()));
    for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
      ScalarExpr value = columns.get(aggregate.getGroupCount() + i);
      outputs.add(
          isSingleValue(aggregate.getAggCallList().get(i))
              ? new Call(Functions.SINGLE_VALUE, List.of(value, count), value.type(), true)
              : value);
    }
    return Plans.project(reduce, outputs);
  }

  /** DISTINCT over no columns: one row if there is any. A Reduce would always give one. */
  private static RelationPlan anyRow(RelationPlan input) {
    RelationPlan truths = Plans.project(input, List.of(Scalars.TRUE));
    return Plans.project(Plans.distinct(truths), List.of());
  }

  private static Aggregate aggregate(AggregateCall call, ScalarLowering scalars) {
    List<ScalarExpr> columns = call.getArgList().stream().map(scalars::column).toList();
    List<SortExpr> order = order(call, columns);
    List<ScalarExpr> args = columns.subList(0, columns.size() - order.size());
    @Nullable ScalarExpr filter = call.hasFilter() ? scalars.column(call.filterArg) : null;
    boolean count = call.getAggregation().getKind() == SqlKind.COUNT;
    return new Aggregate(
        identity(call),
        args,
        call.isDistinct(),
        order,
        filter,
        ValueType.of(call.getType()),
        !count);
  }

  /** What the last of the call's columns order by. */
  private static List<SortExpr> order(AggregateCall call, List<ScalarExpr> columns) {
    List<SortExpr> order = new ArrayList<>();
    if (call.getAggregation() instanceof AggregateOperator aggregate) {
      int first = columns.size() - aggregate.order().size();
      for (int i = 0; i < aggregate.order().size(); i++) {
        AggregateOperator.Order key = aggregate.order().get(i);
        order.add(new SortExpr(columns.get(first + i), key.direction(), key.nulls()));
      }
    }
    return order;
  }

  private static String identity(AggregateCall call) {
    if (call.getAggregation() instanceof AggregateOperator aggregate) {
      return aggregate.identity();
    }
    return switch (call.getAggregation().getKind()) {
      case COUNT -> call.getArgList().isEmpty() ? Functions.COUNT_ROWS : Functions.COUNT_VALUES;
      case SINGLE_VALUE -> Functions.LEAST_VALUE;
      default -> throw new IllegalStateException("not to be lowered: " + call);
    };
  }
}
