package dev.tidewater.engine.iteration;

import dev.tidewater.engine.operator.Operator;
import dev.tidewater.engine.operator.OperatorContext;
import dev.tidewater.engine.operator.Outlet;
import dev.tidewater.plan.RelationPlan.AtLimit;
import dev.tidewater.plan.RelationPlan.RecursionLimit;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.Spine;
import java.util.ArrayList;
import java.util.List;

/**
 * Repeats the operators of its body until nothing changes. A step goes through the rounds in which
 * there is something to do: the inputs change in round 0; what a binding changes in a round is a
 * change of what refers to it in the next. The sum of a binding's changes over the rounds is the
 * change of its final value.
 */
public final class RecursionOperator implements Operator {
  private static final long NO_ROUND = -1;

  private final RecursionBody body;
  private final RecursionLimit limit;
  private final OperatorContext context;
  private final List<Outlet> outlets;
  private final List<List<Batch>> pending = new ArrayList<>();

  /** Changes of the current round, of each binding. */
  private final List<List<Batch>> gathered = new ArrayList<>();

  /** Changes that the round behind the limit would have had, of all steps. */
  private final Spine beyondLimit = new Spine();

  private boolean failed;

  /**
   * @param outlets where the final values of the bindings leave
   */
  public RecursionOperator(
      RecursionBody body, RecursionLimit limit, OperatorContext context, List<Outlet> outlets) {
    this.body = body;
    this.limit = limit;
    this.context = context;
    this.outlets = List.copyOf(outlets);
    body.externals().forEach(external -> pending.add(new ArrayList<>()));
    for (Outlet value : body.values()) {
      List<Batch> changes = new ArrayList<>();
      gathered.add(changes);
      value.connect(changes::add);
    }
  }

  @Override
  public String name() {
    return "recursion";
  }

  @Override
  public void push(int input, Batch changes) {
    pending.get(input).add(changes);
  }

  @Override
  public void finishStep() {
    for (int i = 0; i < pending.size(); i++) {
      body.externals().get(i).send(Batch.merged(pending.get(i)));
      pending.get(i).clear();
    }
    List<List<Batch>> results = new ArrayList<>();
    outlets.forEach(outlet -> results.add(new ArrayList<>()));
    long round = 0;
    while (round != NO_ROUND) {
      context.checkpoint();
      body.operators().forEach(Operator::finishStep);
      round = nextRound(round, results);
    }
    body.iterated().forEach(IteratedOperator::endRecursion);
    body.rounds().endStep();
    context.errors().addAll(body.context().endStep());
    for (int i = 0; i < outlets.size(); i++) {
      outlets.get(i).send(Batch.merged(results.get(i)));
    }
  }

  /** Takes what the bindings changed and begins the next round with it. */
  private long nextRound(long round, List<List<Batch>> results) {
    List<Batch> changes = new ArrayList<>();
    boolean changed = false;
    for (int i = 0; i < gathered.size(); i++) {
      Batch change = Batch.merged(gathered.get(i));
      gathered.get(i).clear();
      changes.add(change);
      results.get(i).add(change);
      changed |= !change.isEmpty();
    }
    long next = changed ? round + 1 : nextDue();
    if (next >= limit.rounds()) {
      noteBeyondLimit(changes);
      return NO_ROUND;
    }
    if (next != NO_ROUND) {
      body.rounds().goTo(next);
      for (int i = 0; i < changes.size(); i++) {
        body.variables().get(i).send(changes.get(i));
      }
    }
    return next;
  }

  private long nextDue() {
    long next = NO_ROUND;
    for (IteratedOperator operator : body.iterated()) {
      long due = operator.nextRound();
      next = next == NO_ROUND ? due : due == NO_ROUND ? next : Math.min(next, due);
    }
    return next;
  }

  /** The error is there as long as the bindings' values after the last round are not final. */
  private void noteBeyondLimit(List<Batch> changes) {
    if (limit.atLimit() == AtLimit.RETURN) {
      return;
    }
    changes.forEach(beyondLimit::insert);
    boolean fails;
    try (var rows = beyondLimit.cursor()) {
      fails = rows.next();
    }
    if (fails != failed) {
      context.errors().add(error(), fails ? 1 : -1);
      failed = fails;
    }
  }

  private TidewaterException error() {
    return new TidewaterException(
            ErrorCode.STATEMENT_TOO_COMPLEX,
            "recursive query exceeded the recursion limit of {limit} rounds")
        .with("limit", limit.rounds())
        .hint("Check that the recursion ends, or use RETURN AT RECURSION LIMIT.");
  }

  @Override
  public long stateUpdates() {
    return body.operators().stream().mapToLong(Operator::stateUpdates).sum();
  }

  @Override
  public long memoryBytes() {
    long bytes = beyondLimit.sizeBytes();
    for (Operator operator : body.operators()) {
      bytes += operator.memoryBytes();
    }
    return bytes;
  }

  @Override
  public boolean maintain(long fuel) {
    boolean more = false;
    for (Operator operator : body.operators()) {
      more |= operator.maintain(fuel);
    }
    return more;
  }
}
