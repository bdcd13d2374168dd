package dev.tidewater.sql.lower;

import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.RelationPlan.Constant;
import dev.tidewater.plan.RelationPlan.ConstantRow;
import dev.tidewater.plan.RelationPlan.Filter;
import dev.tidewater.plan.RelationPlan.Let;
import dev.tidewater.plan.RelationPlan.LetRef;
import dev.tidewater.plan.RelationPlan.Project;
import dev.tidewater.plan.RelationPlan.Reduce;
import dev.tidewater.plan.RelationPlan.Union;
import dev.tidewater.plan.RelationPlan.Window;
import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.ColumnRef;
import dev.tidewater.plan.ScalarExpr.Literal;
import dev.tidewater.plan.TimeBound;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes operators with the types that follow from their inputs, leaving out idle ones. */
final class Plans {
  private static final RelationType NO_COLUMNS = new RelationType(List.of());

  private int nextLet;

  /** One row without columns. */
  static RelationPlan unit() {
    return new Constant(List.of(new ConstantRow(new Object[0], 1)), NO_COLUMNS);
  }

  static RelationPlan empty(RelationType type) {
    return new Constant(List.of(), type);
  }

  static RelationPlan filter(RelationPlan input, List<ScalarExpr> predicates) {
    List<ScalarExpr> conjuncts = Scalars.conjuncts(Scalars.and(predicates));
    List<TimeBound> bounds = TemporalFilters.takeOut(conjuncts);
    ScalarExpr predicate = Scalars.whetherTrue(Scalars.and(conjuncts));
    if (Scalars.isTrue(predicate)) {
      return TemporalFilters.bounded(input, bounds);
    }
    return Scalars.isFalse(predicate)
        ? empty(input.type())
        : TemporalFilters.bounded(new Filter(input, predicate, input.type()), bounds);
  }

  static RelationPlan project(RelationPlan input, List<ScalarExpr> outputs) {
    if (isIdentity(outputs, input.type())) {
      return input;
    }
    if (input instanceof Window window && usesNoFunction(window, outputs)) {
      return project(window.input(), outputs);
    }
    if (input instanceof Project inner && outputs.stream().allMatch(ColumnRef.class::isInstance)) {
      return project(
          inner.input(),
          outputs.stream().map(o -> inner.outputs().get(((ColumnRef) o).column())).toList());
    }
    RelationPlan constant = constant(input, outputs);
    return constant == null ? new Project(input, outputs, RowTypes.of(outputs)) : constant;
  }

  private static boolean usesNoFunction(Window window, List<ScalarExpr> outputs) {
    return outputs.stream()
        .allMatch(output -> Scalars.lastColumn(output) < window.input().type().arity());
  }

  private static boolean isIdentity(List<ScalarExpr> outputs, RelationType type) {
    if (outputs.size() != type.arity()) {
      return false;
    }
    for (int i = 0; i < outputs.size(); i++) {
      if (!(outputs.get(i) instanceof ColumnRef ref) || ref.column() != i) {
        return false;
      }
    }
    return true;
  }

  /** Literals over one row are that row. */
  private static @Nullable RelationPlan constant(RelationPlan input, List<ScalarExpr> outputs) {
    boolean oneRow =
        input instanceof Constant constant
            && constant.rows().size() == 1
            && constant.rows().get(0).diff() == 1;
    if (!oneRow || !outputs.stream().allMatch(Literal.class::isInstance)) {
      return null;
    }
    return new Constant(List.of(row(outputs)), RowTypes.of(outputs));
  }

  static ConstantRow row(List<ScalarExpr> literals) {
    List<@Nullable Object> values = new ArrayList<>();
    for (ScalarExpr literal : literals) {
      values.add(((Literal) literal).value());
    }
    return new ConstantRow(values.toArray(), 1);
  }

  static RelationPlan union(List<RelationPlan> inputs) {
    List<RelationPlan> flat = new ArrayList<>();
    for (RelationPlan input : inputs) {
      if (input instanceof Union inner) {
        flat.addAll(inner.inputs());
      } else if (!isEmpty(input)) {
        flat.add(input);
      }
    }
    if (flat.isEmpty()) {
      return inputs.get(0);
    }
    RelationType type = RowTypes.union(inputs.stream().map(RelationPlan::type).toList());
    return flat.size() == 1 ? flat.get(0) : new Union(flat, type);
  }

  private static boolean isEmpty(RelationPlan plan) {
    return plan instanceof Constant constant && constant.rows().isEmpty();
  }

  /** Each row once. There must be columns. */
  static RelationPlan distinct(RelationPlan input) {
    boolean isDistinct = input instanceof Reduce reduce && reduce.aggregates().isEmpty();
    if (isDistinct) {
      return input;
    }
    return new Reduce(input, RowTypes.columns(input.type()), List.of(), input.type());
  }

  /** For a let or binding. */
  int nextId() {
    return nextLet++;
  }

  /** Uses a plan several times and computes it once. */
  RelationPlan let(RelationPlan value, Function<RelationPlan, RelationPlan> body) {
    boolean cheap =
        value instanceof RelationPlan.Get || value instanceof Constant || value instanceof LetRef;
    if (cheap) {
      return body.apply(value);
    }
    int id = nextId();
    return new Let(id, value, body.apply(new LetRef(id, value.type())));
  }
}
