package dev.tidewater.host.local;

import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.RelationPlan.Constant;
import dev.tidewater.plan.RelationPlan.Filter;
import dev.tidewater.plan.RelationPlan.FlatMap;
import dev.tidewater.plan.RelationPlan.Get;
import dev.tidewater.plan.RelationPlan.Join;
import dev.tidewater.plan.RelationPlan.JoinKind;
import dev.tidewater.plan.RelationPlan.Let;
import dev.tidewater.plan.RelationPlan.LetRef;
import dev.tidewater.plan.RelationPlan.Negate;
import dev.tidewater.plan.RelationPlan.Project;
import dev.tidewater.plan.RelationPlan.Recursive;
import dev.tidewater.plan.RelationPlan.Reduce;
import dev.tidewater.plan.RelationPlan.TemporalFilter;
import dev.tidewater.plan.RelationPlan.Threshold;
import dev.tidewater.plan.RelationPlan.TopK;
import dev.tidewater.plan.RelationPlan.Union;
import dev.tidewater.plan.RelationPlan.Visitor;
import dev.tidewater.plan.RelationPlan.Window;
import java.util.HashSet;
import java.util.Set;

/**
 * Whether rows that a plan gives out in its first step are final: none is taken back before the
 * step ends. Such rows can be handed to the client, or dropped behind a LIMIT, as they come.
 */
final class Streamability implements Visitor<Boolean> {
  private final Set<Integer> finalLets = new HashSet<>();

  private Streamability() {}

  static boolean givesFinalRows(RelationPlan plan) {
    return plan.accept(new Streamability());
  }

  @Override
  public Boolean visitGet(Get plan) {
    return true;
  }

  @Override
  public Boolean visitConstant(Constant plan) {
    return plan.rows().stream().allMatch(row -> row.diff() > 0);
  }

  @Override
  public Boolean visitFilter(Filter plan) {
    return plan.input().accept(this);
  }

  @Override
  public Boolean visitProject(Project plan) {
    return plan.input().accept(this);
  }

  @Override
  public Boolean visitFlatMap(FlatMap plan) {
    return plan.input().accept(this);
  }

  @Override
  public Boolean visitUnion(Union plan) {
    return plan.inputs().stream().allMatch(input -> input.accept(this));
  }

  @Override
  public Boolean visitNegate(Negate plan) {
    return false;
  }

  @Override
  public Boolean visitThreshold(Threshold plan) {
    return plan.input().accept(this);
  }

  @Override
  public Boolean visitJoin(Join plan) {
    // What has no partner now may find one later in the step.
    return plan.kind() == JoinKind.INNER && plan.left().accept(this) && plan.right().accept(this);
  }

  @Override
  public Boolean visitReduce(Reduce plan) {
    // Groups come once, at the end of the step; DISTINCT gives a row as soon as it is there.
    return !plan.aggregates().isEmpty() || plan.keys().isEmpty() || plan.input().accept(this);
  }

  @Override
  public Boolean visitTopK(TopK plan) {
    return true;
  }

  @Override
  public Boolean visitWindow(Window plan) {
    return true; // Partitions come once, at the end of the step.
  }

  @Override
  public Boolean visitTemporalFilter(TemporalFilter plan) {
    return plan.input().accept(this);
  }

  @Override
  public Boolean visitLet(Let plan) {
    if (plan.value().accept(this)) {
      finalLets.add(plan.id());
    } else {
      finalLets.remove(plan.id());
    }
    return plan.body().accept(this);
  }

  @Override
  public Boolean visitLetRef(LetRef plan) {
    return finalLets.contains(plan.id());
  }

  @Override
  public Boolean visitRecursive(Recursive plan) {
    // The values of the bindings come once, at the end of the step.
    plan.bindings().forEach(binding -> finalLets.add(binding.id()));
    return plan.body().accept(this);
  }
}
