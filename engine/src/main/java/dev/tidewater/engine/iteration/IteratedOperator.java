package dev.tidewater.engine.iteration;

import dev.tidewater.engine.iteration.RoundTrace.Until;
import dev.tidewater.engine.operator.Operator;
import dev.tidewater.engine.operator.OperatorContext;
import dev.tidewater.engine.operator.Outlet;
import dev.tidewater.engine.operator.RowKey;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchBuilder;
import dev.tidewater.zset.Page;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An operator with state inside of a recursion. Its input changes in two directions: from step t-1
 * to step t, and within a step from round i-1 to round i. With I(t,i) the accumulated input, the
 * change that it gives out in round i of step t is
 *
 * <pre>
 *   F(I(t,i)) - F(I(t-1,i)) - F(I(t,i-1)) + F(I(t-1,i-1))
 * </pre>
 *
 * so that all changes up to (t,i) add up to F(I(t,i)). The operator works on each key by itself, so
 * F is computed, from scratch, for the rows of those keys alone for which that may not be zero:
 * keys that change in this round, and keys that changed earlier in this step and have changes of
 * this round from earlier steps (McSherry et al., "Differential dataflow", CIDR 2013).
 */
public final class IteratedOperator implements Operator {
  private final String name;
  private final OperatorFactory factory;
  private final Rounds rounds;
  private final OperatorContext context;
  private final Outlet outlet;
  private final List<RoundTrace> inputs = new ArrayList<>();

  /** Keys to look at, by round. */
  private final TreeMap<Long, BatchBuilder> due = new TreeMap<>();

  /**
   * @param keys for each input what its rows begin with; rows of different keys don't meet
   */
  public IteratedOperator(
      OperatorFactory factory,
      List<RowKey> keys,
      Rounds rounds,
      OperatorContext context,
      Outlet outlet) {
    this.name = factory.create(context.inner(), new Outlet()).name();
    this.factory = factory;
    this.rounds = rounds;
    this.context = context;
    this.outlet = outlet;
    keys.forEach(key -> inputs.add(new RoundTrace(key, context)));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void push(int input, Batch changes) {
    RoundTrace trace = inputs.get(input);
    long round = rounds.round();
    byte[] key = new byte[0];
    int keyOffset = 0;
    int keyLength = -1;
    for (Page page : changes.pages()) {
      byte[] bytes = page.bytes();
      for (int i = 0; i < page.count(); i++) {
        int offset = page.offset(i);
        int length = trace.keyLength(bytes, offset, page.length(i));
        boolean sameKey =
            length == keyLength
                && Arrays.equals(
                    key, keyOffset, keyOffset + length, bytes, offset, offset + length);
        if (!sameKey) {
          key = bytes;
          keyOffset = offset;
          keyLength = length;
          noteChange(bytes, offset, length, round);
        }
      }
    }
    trace.add(changes, round);
  }

  private void noteChange(byte[] bytes, int offset, int length, long round) {
    note(bytes, offset, length, round);
    if (!rounds.isFirstStep()) {
      inputs.forEach(input -> input.laterRounds(bytes, offset, length, round, this::note));
    }
  }

  private void note(byte[] bytes, int offset, int length, long round) {
    due.computeIfAbsent(round, r -> new BatchBuilder()).add(bytes, offset, length, 0, 1);
  }

  /** Ends a round. */
  @Override
  public void finishStep() {
    long round = rounds.round();
    BatchBuilder noted = due.remove(round);
    boolean begins = rounds.isFirstStep() && round == 0;
    if (noted == null && !begins) {
      return;
    }
    Batch keys = noted == null ? Batch.empty() : noted.build();
    List<Batch> changes = new ArrayList<>();
    add(changes, keys, Until.THIS_STEP, round, 1);
    if (!rounds.isFirstStep()) {
      add(changes, keys, Until.LAST_STEP, round, -1);
    }
    if (round > 0) {
      add(changes, keys, Until.THIS_STEP, round - 1, -1);
      if (!rounds.isFirstStep()) {
        add(changes, keys, Until.LAST_STEP, round - 1, 1);
      }
    }
    outlet.send(Batch.merged(changes));
  }

  /** Adds the operator's output for the rows of some keys as they are at a time. */
  private void add(List<Batch> changes, Batch keys, Until until, long round, int sign) {
    Outlet result = new Outlet();
    result.connect(batch -> changes.add(sign > 0 ? batch : batch.negated()));
    OperatorContext inner = context.inner();
    Operator operator = factory.create(inner, result);
    for (int i = inputs.size() - 1; i >= 0; i--) {
      Batch rows = inputs.get(i).rows(keys, until, round);
      if (!rows.isEmpty()) {
        operator.push(i, rows);
      }
    }
    operator.finishStep();
    Batch errors = inner.endStep();
    context.errors().addAll(sign > 0 ? errors : errors.negated());
  }

  /** The next round in which there is something to do, -1 if there is none. */
  long nextRound() {
    Map.Entry<Long, BatchBuilder> first = due.firstEntry();
    return first == null ? -1 : first.getKey();
  }

  void endRecursion() {
    due.clear();
    inputs.forEach(RoundTrace::endStep);
  }

  @Override
  public long stateUpdates() {
    return inputs.stream().mapToLong(RoundTrace::updates).sum();
  }

  @Override
  public long memoryBytes() {
    return inputs.stream().mapToLong(RoundTrace::memoryBytes).sum();
  }

  @Override
  public boolean maintain(long fuel) {
    boolean more = false;
    for (RoundTrace input : inputs) {
      more |= input.maintain(fuel / inputs.size());
    }
    return more;
  }
}
