package dev.tidewater.plan;

import dev.tidewater.plan.RelationPlan.Binding;
import dev.tidewater.plan.RelationPlan.Constant;
import dev.tidewater.plan.RelationPlan.Filter;
import dev.tidewater.plan.RelationPlan.FlatMap;
import dev.tidewater.plan.RelationPlan.Get;
import dev.tidewater.plan.RelationPlan.Join;
import dev.tidewater.plan.RelationPlan.Let;
import dev.tidewater.plan.RelationPlan.LetRef;
import dev.tidewater.plan.RelationPlan.Negate;
import dev.tidewater.plan.RelationPlan.Project;
import dev.tidewater.plan.RelationPlan.Recursive;
import dev.tidewater.plan.RelationPlan.Reduce;
import dev.tidewater.plan.RelationPlan.SetCall;
import dev.tidewater.plan.RelationPlan.TemporalFilter;
import dev.tidewater.plan.RelationPlan.Threshold;
import dev.tidewater.plan.RelationPlan.TopK;
import dev.tidewater.plan.RelationPlan.Union;
import dev.tidewater.plan.RelationPlan.Window;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds a plan with each of its expressions rewritten by a {@link ScalarRewriter}; a subclass
 * changes the operators that it cares for. Types are kept.
 */
public class PlanRewriter implements RelationPlan.Visitor<RelationPlan> {
  private final ScalarRewriter scalars;

  public PlanRewriter(ScalarRewriter scalars) {
    this.scalars = scalars;
  }

  public final RelationPlan rewrite(RelationPlan plan) {
    return plan.accept(this);
  }

  @Override
  public RelationPlan visitGet(Get plan) {
    return plan;
  }

  @Override
  public RelationPlan visitConstant(Constant plan) {
    return plan;
  }

  @Override
  public RelationPlan visitFilter(Filter plan) {
    return new Filter(rewrite(plan.input()), scalars.rewrite(plan.predicate()), plan.type());
  }

  @Override
  public RelationPlan visitProject(Project plan) {
    return new Project(rewrite(plan.input()), scalars.rewriteAll(plan.outputs()), plan.type());
  }

  @Override
  public RelationPlan visitFlatMap(FlatMap plan) {
    return new FlatMap(
        rewrite(plan.input()),
        plan.calls().stream()
            .map(
                call ->
                    new SetCall(call.function(), scalars.rewriteAll(call.args()), call.columns()))
            .toList(),
        plan.numbering(),
        plan.type());
  }

  @Override
  public RelationPlan visitUnion(Union plan) {
    return new Union(plan.inputs().stream().map(this::rewrite).toList(), plan.type());
  }

  @Override
  public RelationPlan visitNegate(Negate plan) {
    return new Negate(rewrite(plan.input()), plan.type());
  }

  @Override
  public RelationPlan visitThreshold(Threshold plan) {
    return new Threshold(rewrite(plan.input()), plan.type());
  }

  @Override
  public RelationPlan visitJoin(Join plan) {
    return new Join(
        rewrite(plan.left()),
        rewrite(plan.right()),
        plan.kind(),
        scalars.rewriteAll(plan.leftKeys()),
        scalars.rewriteAll(plan.rightKeys()),
        rewriteOrNull(plan.residual()),
        plan.type());
  }

  @Override
  public RelationPlan visitReduce(Reduce plan) {
    return new Reduce(
        rewrite(plan.input()),
        scalars.rewriteAll(plan.keys()),
        plan.aggregates().stream().map(this::rewrite).toList(),
        plan.type());
  }

  @Override
  public RelationPlan visitTopK(TopK plan) {
    return new TopK(
        rewrite(plan.input()),
        plan.groupColumns(),
        plan.order(),
        plan.limit(),
        plan.offset(),
        plan.type());
  }

  @Override
  public RelationPlan visitWindow(Window plan) {
    return new Window(
        rewrite(plan.input()),
        plan.partitionColumns(),
        plan.order(),
        plan.functions().stream().map(this::rewrite).toList(),
        plan.type());
  }

  @Override
  public RelationPlan visitTemporalFilter(TemporalFilter plan) {
    return new TemporalFilter(
        rewrite(plan.input()),
        plan.bounds().stream()
            .map(bound -> new TimeBound(bound.kind(), scalars.rewrite(bound.time())))
            .toList(),
        plan.type());
  }

  @Override
  public RelationPlan visitLet(Let plan) {
    return new Let(plan.id(), rewrite(plan.value()), rewrite(plan.body()));
  }

  @Override
  public RelationPlan visitLetRef(LetRef plan) {
    return plan;
  }

  @Override
  public RelationPlan visitRecursive(Recursive plan) {
    return new Recursive(
        plan.bindings().stream().map(b -> new Binding(b.id(), rewrite(b.value()))).toList(),
        rewrite(plan.body()),
        plan.limit());
  }

  private Aggregate rewrite(Aggregate aggregate) {
    return new Aggregate(
        aggregate.function(),
        scalars.rewriteAll(aggregate.args()),
        aggregate.distinct(),
        aggregate.order().stream().map(this::rewrite).toList(),
        rewriteOrNull(aggregate.filter()),
        aggregate.type(),
        aggregate.nullable());
  }

  private WindowFunction rewrite(WindowFunction function) {
    return new WindowFunction(
        function.function(),
        scalars.rewriteAll(function.args()),
        rewriteOrNull(function.filter()),
        rewrite(function.frame()),
        function.type(),
        function.nullable());
  }

  private WindowFrame rewrite(WindowFrame frame) {
    return new WindowFrame(
        frame.unit(),
        rewrite(frame.start()),
        rewrite(frame.end()),
        frame.exclusion(),
        rewriteOrNull(frame.rangeKey()));
  }

  private WindowFrame.Bound rewrite(WindowFrame.Bound bound) {
    return new WindowFrame.Bound(bound.kind(), rewriteOrNull(bound.offset()));
  }

  private SortExpr rewrite(SortExpr key) {
    return new SortExpr(scalars.rewrite(key.value()), key.direction(), key.nulls());
  }

  private @Nullable ScalarExpr rewriteOrNull(@Nullable ScalarExpr expr) {
    return expr == null ? null : scalars.rewrite(expr);
  }
}
