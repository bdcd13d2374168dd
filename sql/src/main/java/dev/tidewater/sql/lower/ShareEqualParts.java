package dev.tidewater.sql.lower;

import dev.tidewater.plan.PlanRewriter;
import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.RelationPlan.Join;
import dev.tidewater.plan.RelationPlan.Let;
import dev.tidewater.plan.RelationPlan.LetRef;
import dev.tidewater.plan.RelationPlan.Recursive;
import dev.tidewater.plan.RelationPlan.Reduce;
import dev.tidewater.plan.RelationPlan.Threshold;
import dev.tidewater.plan.RelationPlan.TopK;
import dev.tidewater.plan.RelationPlan.Window;
import dev.tidewater.plan.ScalarRewriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Computes once what stands in a plan several times, if it has state: joins, groups, top-k,
 * windows. Filters and projections of an input cost less than to pass their rows on. The largest
 * equal parts are taken, and those within them that stand elsewhere too.
 *
 * <p>Parts that refer to a name from outside them stay where they are.
 */
public final class ShareEqualParts {
  private final Map<RelationPlan, Integer> uses = new HashMap<>();
  private final Map<RelationPlan, LetRef> references = new HashMap<>();
  private final List<Binding> bindings = new ArrayList<>();
  private int nextId;

  private record Binding(int id, RelationPlan value) {}

  private ShareEqualParts() {}

  public static RelationPlan apply(RelationPlan plan) {
    return new ShareEqualParts().share(plan);
  }

  private RelationPlan share(RelationPlan plan) {
    new Counting().rewrite(plan);
    if (uses.values().stream().allMatch(count -> count == 1)) {
      return plan;
    }
    RelationPlan result = new Sharing().rewrite(plan);
    // A binding may refer to those before it.
    for (int i = bindings.size() - 1; i >= 0; i--) {
      result = new Let(bindings.get(i).id(), bindings.get(i).value(), result);
    }
    return result;
  }

  /** Visits operators with state in one way. */
  private abstract static class OfState extends PlanRewriter {
    OfState() {
      super(new ScalarRewriter() {});
    }

    /**
     * @param deeper visits the inputs
     */
    abstract RelationPlan visit(RelationPlan plan, Supplier<RelationPlan> deeper);

    @Override
    public RelationPlan visitJoin(Join plan) {
      return visit(plan, () -> super.visitJoin(plan));
    }

    @Override
    public RelationPlan visitReduce(Reduce plan) {
      return visit(plan, () -> super.visitReduce(plan));
    }

    @Override
    public RelationPlan visitTopK(TopK plan) {
      return visit(plan, () -> super.visitTopK(plan));
    }

    @Override
    public RelationPlan visitThreshold(Threshold plan) {
      return visit(plan, () -> super.visitThreshold(plan));
    }

    @Override
    public RelationPlan visitWindow(Window plan) {
      return visit(plan, () -> super.visitWindow(plan));
    }
  }

  /** Notes how often each part stands in the plan; what lies within equal ones counts once. */
  private final class Counting extends OfState {
    /** Names used where the visit is, that are not given there. */
    private Set<Integer> free = new HashSet<>();

    @Override
    RelationPlan visit(RelationPlan plan, Supplier<RelationPlan> deeper) {
      if (uses.computeIfPresent(plan, (part, count) -> count + 1) != null) {
        return plan;
      }
      Set<Integer> around = free;
      free = new HashSet<>();
      var unused = deeper.get();
      if (free.isEmpty()) {
        uses.put(plan, 1);
      }
      around.addAll(free);
      free = around;
      return plan;
    }

    @Override
    public RelationPlan visitLet(Let plan) {
      nextId = Math.max(nextId, plan.id() + 1);
      rewrite(plan.value());
      Set<Integer> around = free;
      free = new HashSet<>();
      rewrite(plan.body());
      free.remove(plan.id());
      around.addAll(free);
      free = around;
      return plan;
    }

    @Override
    public RelationPlan visitRecursive(Recursive plan) {
      Set<Integer> around = free;
      free = new HashSet<>();
      super.visitRecursive(plan);
      for (RelationPlan.Binding binding : plan.bindings()) {
        nextId = Math.max(nextId, binding.id() + 1);
        free.remove(binding.id());
      }
      around.addAll(free);
      free = around;
      return plan;
    }

    @Override
    public RelationPlan visitLetRef(LetRef plan) {
      nextId = Math.max(nextId, plan.id() + 1);
      free.add(plan.id());
      return plan;
    }
  }

  private final class Sharing extends OfState {
    @Override
    RelationPlan visit(RelationPlan plan, Supplier<RelationPlan> deeper) {
      if (uses.getOrDefault(plan, 1) == 1) {
        return deeper.get();
      }
      LetRef reference = references.get(plan);
      if (reference == null) {
        RelationPlan value = deeper.get();
        reference = new LetRef(nextId++, plan.type());
        references.put(plan, reference);
        bindings.add(new Binding(reference.id(), value));
      }
      return reference;
    }
  }
}
