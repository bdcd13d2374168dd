package dev.tidewater.sql.optimizer;

import dev.tidewater.sql.rel.Recursion;
import java.util.List;
import org.apache.calcite.plan.RelOptCostImpl;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.sql2rel.RelFieldTrimmer;

/**
 * Runs the rewrites in their order. The outcome gives the same rows and the same columns; where it
 * evaluates less, an error in data may not show, as in PostgreSQL.
 */
public final class Optimizer {
  private static final List<RelOptRule> PUSH_DOWN =
      List.of(
          rule(CoreRules.FILTER_MERGE),
          rule(CoreRules.FILTER_PROJECT_TRANSPOSE),
          rule(CoreRules.FILTER_INTO_JOIN),
          rule(CoreRules.JOIN_CONDITION_PUSH),
          rule(CoreRules.FILTER_AGGREGATE_TRANSPOSE),
          rule(CoreRules.FILTER_SET_OP_TRANSPOSE),
          rule(CoreRules.PROJECT_MERGE),
          rule(CoreRules.PROJECT_REMOVE));

  private static final List<RelOptRule> TIDY_UP =
      List.of(
          rule(CoreRules.FILTER_MERGE),
          rule(CoreRules.FILTER_PROJECT_TRANSPOSE),
          rule(CoreRules.PROJECT_MERGE),
          rule(CoreRules.PROJECT_REMOVE));

  /** Calcite's "no DAG": equal sub-trees stay apart. */
  private static final boolean SHARE_NOTHING = true;

  private static RelOptRule rule(RelRule<?> rule) {
    return rule.config.withRelBuilderFactory(RelBuilders.FACTORY).toRule();
  }

  /** Turns sub-queries into joins. */
  public RelNode decorrelate(RelNode rel) {
    return new Decorrelation().apply(rel);
  }

  /** Everything that follows decorrelation. */
  public RelNode optimize(RelNode rel) {
    RelNode pushed = run(PUSH_DOWN, rel);
    RelNode ordered = pushed.accept(new AvoidCrossJoins());
    RelNode trimmed = trim(ordered);
    return run(TIDY_UP, trimmed);
  }

  /** Calcite's trimmer does not look into recursions. */
  private static RelNode trim(RelNode rel) {
    RelNode inner =
        rel.accept(
            new RelHomogeneousShuttle() {
              @Override
              public RelNode visit(RelNode other) {
                return other instanceof Recursion recursion
                    ? recursion.copy(
                        recursion.getTraitSet(),
                        recursion.getInputs().stream().map(Optimizer::trim).toList())
                    : super.visit(other);
              }
            });
    return new RelFieldTrimmer(null, RelBuilders.of(rel)).trim(inner);
  }

  /** The outcome is a tree: what stands there twice is two nodes, as the decorrelator requires. */
  static RelNode run(List<RelOptRule> rules, RelNode rel) {
    HepProgramBuilder program = HepProgram.builder().addRuleCollection(rules);
    HepPlanner planner =
        new HepPlanner(program.build(), null, SHARE_NOTHING, null, RelOptCostImpl.FACTORY);
    planner.setRoot(rel);
    return planner.findBestExp();
  }
}
