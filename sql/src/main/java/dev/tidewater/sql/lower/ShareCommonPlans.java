package dev.tidewater.sql.lower;

import dev.tidewater.plan.PlanRewriter;
import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.RelationPlan.Binding;
import dev.tidewater.plan.RelationPlan.Constant;
import dev.tidewater.plan.RelationPlan.Filter;
import dev.tidewater.plan.RelationPlan.Get;
import dev.tidewater.plan.RelationPlan.Let;
import dev.tidewater.plan.RelationPlan.LetRef;
import dev.tidewater.plan.RelationPlan.Negate;
import dev.tidewater.plan.RelationPlan.Project;
import dev.tidewater.plan.RelationPlan.Recursive;
import dev.tidewater.plan.RelationPlan.Union;
import dev.tidewater.plan.ScalarRewriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * Computes once what stands in a plan several times: a view or WITH query that is used twice, the
 * input of several grouping sets. Shares only what has an operator with state in it; reading,
 * filtering and projecting are done again for less.
 */
public final class ShareCommonPlans {
  private final IntSupplier ids;

  /** Each plan of the tree by itself, and how many others have it as their input. */
  private final Map<RelationPlan, Integer> uses = new HashMap<>();

  private final Map<RelationPlan, LetRef> references = new HashMap<>();

  /** In the order in which they build on one another. */
  private final List<Binding> shared = new ArrayList<>();

  private ShareCommonPlans(IntSupplier ids) {
    this.ids = ids;
  }

  /**
   * @param ids gives numbers that no let or binding of the plan has
   */
  public static RelationPlan in(RelationPlan plan, IntSupplier ids) {
    ShareCommonPlans sharing = new ShareCommonPlans(ids);
    sharing.count(plan);
    RelationPlan result = sharing.new Sharing().rewrite(plan);
    for (int i = sharing.shared.size() - 1; i >= 0; i--) {
      Binding binding = sharing.shared.get(i);
      result = new Let(binding.id(), binding.value(), result);
    }
    return result;
  }

  private void count(RelationPlan plan) {
    if (uses.merge(plan, 1, Integer::sum) == 1) {
      Inputs.of(plan).forEach(this::count);
    }
  }

  private boolean isShared(RelationPlan plan) {
    return uses.getOrDefault(plan, 0) > 1 && keepsState(plan) && outerReferences(plan).isEmpty();
  }

  private static boolean keepsState(RelationPlan plan) {
    if (plan instanceof Get || plan instanceof Constant || plan instanceof LetRef) {
      return false;
    }
    boolean isCheap =
        plan instanceof Filter
            || plan instanceof Project
            || plan instanceof Union
            || plan instanceof Negate;
    return !isCheap || Inputs.of(plan).stream().anyMatch(ShareCommonPlans::keepsState);
  }

  /** Lets and bindings that a plan refers to and does not have itself. */
  private static Set<Integer> outerReferences(RelationPlan plan) {
    Set<Integer> outer = new HashSet<>();
    if (plan instanceof LetRef reference) {
      outer.add(reference.id());
    }
    Inputs.of(plan).forEach(input -> outer.addAll(outerReferences(input)));
    if (plan instanceof Let let) {
      outer.remove(let.id());
    } else if (plan instanceof Recursive recursive) {
      recursive.bindings().forEach(binding -> outer.remove(binding.id()));
    }
    return outer;
  }

  /** Puts references in the place of what is shared. */
  private final class Sharing extends PlanRewriter {
    Sharing() {
      super(new ScalarRewriter() {});
    }

    @Override
    public RelationPlan rewrite(RelationPlan plan) {
      LetRef reference = references.get(plan);
      if (reference != null) {
        return reference;
      }
      if (!isShared(plan)) {
        return super.rewrite(plan);
      }
      RelationPlan value = super.rewrite(plan);
      LetRef made = new LetRef(ids.getAsInt(), plan.type());
      shared.add(new Binding(made.id(), value));
      references.put(plan, made);
      return made;
    }
  }

  /** The plans that a plan is made of directly. */
  private static final class Inputs extends PlanRewriter {
    private final List<RelationPlan> inputs = new ArrayList<>();

    private Inputs() {
      super(new ScalarRewriter() {});
    }

    static List<RelationPlan> of(RelationPlan plan) {
      Inputs visitor = new Inputs();
      plan.accept(visitor);
      return visitor.inputs;
    }

    @Override
    public RelationPlan rewrite(RelationPlan input) {
      inputs.add(input);
      return input;
    }
  }
}
