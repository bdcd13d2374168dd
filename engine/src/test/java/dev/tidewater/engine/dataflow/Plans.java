package dev.tidewater.engine.dataflow;

import dev.tidewater.plan.Aggregate;
import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.RelationPlan.Get;
import dev.tidewater.plan.RelationPlan.Join;
import dev.tidewater.plan.RelationPlan.JoinKind;
import dev.tidewater.plan.RelationPlan.Numbering;
import dev.tidewater.plan.RelationPlan.Project;
import dev.tidewater.plan.RelationPlan.Reduce;
import dev.tidewater.plan.RelationPlan.SetCall;
import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.RelationType.ColumnType;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.Call;
import dev.tidewater.plan.ScalarExpr.ColumnRef;
import dev.tidewater.plan.ScalarExpr.Literal;
import dev.tidewater.plan.SortExpr;
import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Short ways to write plans. */
final class Plans {
  static final long LEFT = 1;
  static final long RIGHT = 2;

  /**
   * Both inputs: k bigint null, v bigint, t text null, d numeric(10,2), f double, b boolean null.
   */
  static final RelationType ROW =
      new RelationType(
          List.of(
              new ColumnType(ScalarType.INT8, true),
              new ColumnType(ScalarType.INT8, false),
              new ColumnType(ScalarType.TEXT, true),
              new ColumnType(ScalarType.numeric(10, 2), false),
              new ColumnType(ScalarType.FLOAT8, false),
              new ColumnType(ScalarType.BOOLEAN, true)));

  private Plans() {}

  static Get left() {
    return new Get(LEFT, ROW);
  }

  static Get right() {
    return new Get(RIGHT, ROW);
  }

  static ScalarExpr column(RelationPlan plan, int column) {
    ColumnType type = plan.type().column(column);
    return new ColumnRef(column, type.type(), type.nullable());
  }

  static List<ScalarExpr> columns(RelationPlan plan, int... columns) {
    List<ScalarExpr> result = new ArrayList<>();
    for (int column : columns) {
      result.add(column(plan, column));
    }
    return result;
  }

  static ScalarExpr number(long value) {
    return new Literal(value, ScalarType.INT8);
  }

  static ScalarExpr call(String function, SqlType type, ScalarExpr... args) {
    boolean nullable = List.of(args).stream().anyMatch(ScalarExpr::nullable);
    return new Call(function, List.of(args), type, nullable);
  }

  static ScalarExpr less(ScalarExpr a, ScalarExpr b) {
    return call("<(int8,int8)", ScalarType.BOOLEAN, a, b);
  }

  static ScalarExpr plus(ScalarExpr a, ScalarExpr b) {
    return call("+(int8,int8)", ScalarType.INT8, a, b);
  }

  static RelationPlan filter(RelationPlan input, ScalarExpr predicate) {
    return new RelationPlan.Filter(input, predicate, input.type());
  }

  static RelationPlan project(RelationPlan input, List<ScalarExpr> outputs) {
    return new Project(input, outputs, Expressions.typeOf(outputs));
  }

  static RelationPlan flatMap(
      RelationPlan input, String function, SqlType result, ScalarExpr... args) {
    List<ColumnType> columns = new ArrayList<>(input.type().columns());
    columns.add(new ColumnType(result, false));
    return new RelationPlan.FlatMap(
        input,
        List.of(new SetCall(function, List.of(args), 1)),
        Numbering.NONE,
        new RelationType(columns));
  }

  /** Several calls of functions that give one bigint each, side by side. */
  static RelationPlan flatMap(RelationPlan input, Numbering numbering, SetCall... calls) {
    List<ColumnType> columns = new ArrayList<>(input.type().columns());
    columns.addAll(Collections.nCopies(calls.length, new ColumnType(ScalarType.INT8, true)));
    if (numbering == Numbering.ORDINALITY) {
      columns.add(new ColumnType(ScalarType.INT8, false));
    }
    return new RelationPlan.FlatMap(input, List.of(calls), numbering, new RelationType(columns));
  }

  static RelationPlan join(
      JoinKind kind,
      RelationPlan left,
      RelationPlan right,
      List<ScalarExpr> leftKeys,
      List<ScalarExpr> rightKeys,
      @Nullable ScalarExpr residual) {
    List<ColumnType> columns = new ArrayList<>(left.type().columns());
    if (kind == JoinKind.INNER || kind == JoinKind.LEFT) {
      for (ColumnType column : right.type().columns()) {
        columns.add(new ColumnType(column.type(), column.nullable() || kind == JoinKind.LEFT));
      }
    }
    return new Join(left, right, kind, leftKeys, rightKeys, residual, new RelationType(columns));
  }

  static RelationPlan reduce(
      RelationPlan input, List<ScalarExpr> keys, List<Aggregate> aggregates) {
    List<ColumnType> columns = new ArrayList<>(Expressions.typeOf(keys).columns());
    aggregates.forEach(a -> columns.add(new ColumnType(a.type(), a.nullable())));
    return new Reduce(input, keys, aggregates, new RelationType(columns));
  }

  static Aggregate aggregate(String function, SqlType type, ScalarExpr... args) {
    return new Aggregate(function, List.of(args), false, null, type, !function.startsWith("count"));
  }

  static Aggregate distinct(Aggregate aggregate) {
    return new Aggregate(
        aggregate.function(),
        aggregate.args(),
        true,
        aggregate.order(),
        aggregate.filter(),
        aggregate.type(),
        aggregate.nullable());
  }

  static Aggregate ordered(Aggregate aggregate, SortExpr... order) {
    return new Aggregate(
        aggregate.function(),
        aggregate.args(),
        aggregate.distinct(),
        List.of(order),
        aggregate.filter(),
        aggregate.type(),
        aggregate.nullable());
  }

  static Aggregate filtered(Aggregate aggregate, ScalarExpr filter) {
    return new Aggregate(
        aggregate.function(),
        aggregate.args(),
        aggregate.distinct(),
        aggregate.order(),
        filter,
        aggregate.type(),
        aggregate.nullable());
  }

  static SqlType arrayOf(ScalarType element) {
    return new ArrayType(element);
  }
}
