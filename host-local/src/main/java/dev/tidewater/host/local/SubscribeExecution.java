package dev.tidewater.host.local;

import dev.tidewater.engine.dataflow.Dataflow;
import dev.tidewater.engine.dataflow.DataflowBuilder;
import dev.tidewater.engine.dataflow.OperatorStatistics;
import dev.tidewater.engine.dataflow.StepResult;
import dev.tidewater.engine.operator.ScalarCompiler;
import dev.tidewater.host.local.SubscribeRequest.Delivery;
import dev.tidewater.host.local.SubscribeRequest.ErrorPolicy;
import dev.tidewater.host.local.SubscriptionEvent.Changed;
import dev.tidewater.host.local.SubscriptionEvent.Ended;
import dev.tidewater.host.local.SubscriptionEvent.ErrorsChanged;
import dev.tidewater.host.local.SubscriptionEvent.Progressed;
import dev.tidewater.host.local.SubscriptionEvent.Working;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.Hold;
import dev.tidewater.store.Snapshot;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.Merge;
import dev.tidewater.zset.Spine;
import dev.tidewater.zset.UpdateCursor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Follows a relation by a dataflow of its own, which lives as long as the subscription.
 *
 * <pre>
 *   BEGIN --first poll--> SNAPSHOT --inputs read as of the beginning--> FOLLOW --upTo--> ENDED
 * </pre>
 */
final class SubscribeExecution {
  /** Updates that an idle moment's tidying touches at most in each operator. */
  private static final long MAINTENANCE_FUEL = 100_000;

  /** Parts of the inputs pushed in one piece of work. */
  private static final int PARTS_AT_ONCE = 8;

  private enum Phase {
    BEGIN,
    SNAPSHOT,
    FOLLOW,
    ENDED
  }

  private final CollectionStore store;
  private final SubscribeRequest request;
  private final Dataflow dataflow;
  private final InputFeed feed;
  private final boolean isStreamed;
  private final Runnable wake;
  private final List<Hold> holds = new ArrayList<>();
  private final List<InputChanges> rowChanges = new ArrayList<>();
  private final List<InputChanges> errorChanges = new ArrayList<>();

  /** Rows of the snapshot that came and were not told yet. */
  private final Deque<Batch> arrived = new ArrayDeque<>();

  private long arrivedBytes;

  /** Rows of the snapshot that may still be taken back. */
  private Spine gathered = new Spine();

  /** Errors of the inputs and of the expressions; empty as long as the subscription goes on. */
  private final Spine errors = new Spine();

  /** Errors to be told before anything else. */
  private final Deque<SubscriptionEvent> reported = new ArrayDeque<>();

  /** Times before {@link #reached} that are still to be worked on. */
  private final Deque<Long> times = new ArrayDeque<>();

  private Phase phase = Phase.BEGIN;
  private long reached;
  private long told;

  /**
   * @param wake run when {@link #poll} may give something; must only signal
   */
  SubscribeExecution(
      CollectionStore store, SubscribeRequest request, ScalarCompiler compiler, Runnable wake) {
    this.wake = wake;
    this.store = store;
    this.request = request;
    Map<Long, RowLayout> layouts = new HashMap<>();
    request.inputs().forEach(input -> layouts.put(input.id().value(), input.layout()));
    this.dataflow =
        new DataflowBuilder(id -> layoutOf(layouts, id), compiler)
            .build(request.plan(), request.layout());
    this.isStreamed =
        request.delivery() == Delivery.UNSETTLED
            || (request.delivery() == Delivery.STREAMED
                && Streamability.givesFinalRows(request.plan()));
    this.reached = request.asOf() + 1;
    this.told = request.asOf();
    dataflow.checkAt(this::check);
    dataflow.goTo(request.asOf());
    dataflow.streamTo(this::arrived);
    this.feed = new InputFeed(store, dataflow, request.asOf(), Map.of(), List.of(), List.of());
  }

  private static RowLayout layoutOf(Map<Long, RowLayout> layouts, long collection) {
    RowLayout layout = layouts.get(collection);
    if (layout == null) {
      throw new IllegalArgumentException("input " + collection + " is missing");
    }
    return layout;
  }

  /** Takes hold of the inputs. */
  void open() {
    request.cancellation().onCancel(wake);
    long from = request.asOf() + 1;
    for (InputCollection input : request.inputs()) {
      holds.add(store.volatileHold(input.id()));
      rowChanges.add(new InputChanges(store, input.id(), from, wake));
      CollectionId inputErrors = input.errors();
      if (inputErrors != null) {
        holds.add(store.volatileHold(inputErrors));
        errorChanges.add(new InputChanges(store, inputErrors, from, wake));
      }
    }
  }

  private void check() {
    request.cancellation().check();
    long held = dataflow.memoryBytes() + gathered.sizeBytes() + arrivedBytes;
    if (held > request.memoryLimitBytes()) {
      throw new TidewaterException(
              ErrorCode.OUT_OF_MEMORY,
              "subscription needs more than its memory limit of {limit} bytes")
          .with("limit", request.memoryLimitBytes())
          .hint("Have a materialized view keep its intermediate result, and subscribe to that.");
    }
  }

  private void arrived(Batch batch) {
    if (request.delivery() == Delivery.SKIPPED) {
      return;
    }
    if (isStreamed) {
      arrived.add(batch);
      arrivedBytes += batch.sizeBytes();
    } else {
      gathered.insert(batch);
    }
  }

  /** What comes next; null if there is nothing yet. */
  @Nullable SubscriptionEvent poll() {
    request.cancellation().check();
    SubscriptionEvent event = reported.poll();
    return event != null ? event : pollPhase();
  }

  private @Nullable SubscriptionEvent pollPhase() {
    return switch (phase) {
      case BEGIN -> begin();
      case SNAPSHOT -> snapshot();
      case FOLLOW -> follow();
      case ENDED -> new Ended();
    };
  }

  private SubscriptionEvent begin() {
    phase = isEndReached(request.asOf()) ? Phase.ENDED : Phase.SNAPSHOT;
    for (InputCollection input : request.inputs()) {
      if (input.errors() != null) {
        try (Snapshot snapshot = store.snapshot(input.errors(), request.asOf())) {
          noteErrors(request.asOf(), Merge.toBatch(snapshot.rows()).stampedAt(0));
        }
      }
    }
    return new Progressed(request.asOf());
  }

  private boolean isEndReached(long frontier) {
    return request.upTo().isPresent() && frontier >= request.upTo().getAsLong();
  }

  private SubscriptionEvent snapshot() {
    for (int i = 0; i < PARTS_AT_ONCE; i++) {
      Batch batch = arrived.poll();
      if (batch != null) {
        arrivedBytes -= batch.sizeBytes();
        return new Changed(request.asOf(), batch.cursor());
      }
      check();
      if (!feed.pushNext(dataflow) && !dataflow.advance()) {
        StepResult result = dataflow.finishStep();
        noteErrors(request.asOf(), result.errors());
        UpdateCursor rows = gathered.cursor();
        endSnapshot();
        return new Changed(request.asOf(), rows);
      }
      if (request.delivery() == Delivery.STREAMED && isStreamed) {
        noteErrors(request.asOf(), dataflow.takeErrors());
      }
    }
    return new Working();
  }

  private void endSnapshot() {
    phase = Phase.FOLLOW;
    gathered = new Spine();
    feed.close();
    holds.forEach(Hold::close);
    holds.clear();
  }

  private void noteErrors(long time, Batch batch) {
    if (batch.isEmpty()) {
      return;
    }
    if (request.errorPolicy() == ErrorPolicy.REPORT) {
      reported.add(new ErrorsChanged(time, batch));
    } else {
      errors.insert(batch);
      ErrorRows.throwFirst(errors.cursor());
    }
  }

  private @Nullable SubscriptionEvent follow() {
    while (true) {
      Batch batch = arrived.poll();
      if (batch != null) {
        // The last of a streamed snapshot.
        arrivedBytes -= batch.sizeBytes();
        return new Changed(request.asOf(), batch.cursor());
      }
      Long time = nextStep();
      if (time != null) {
        Batch changes = step(time);
        if (!changes.isEmpty()) {
          return new Changed(time, changes.cursor());
        } else if (!reported.isEmpty()) {
          return reported.remove();
        }
      } else if (told < reached) {
        told = reached;
        if (isEndReached(reached) || rowChanges.isEmpty()) {
          phase = Phase.ENDED;
        }
        return new Progressed(reached);
      } else if (!readOn()) {
        return null;
      }
    }
  }

  /** The next time before the frontier at which rows change, or come and go by themselves. */
  private @Nullable Long nextStep() {
    Long changed = times.peek();
    long due = dataflow.nextTime();
    boolean isFirst = due < reached && (changed == null || due < changed);
    return isFirst ? Long.valueOf(due) : times.poll();
  }

  /** Reads what is new; true if time has moved. */
  private boolean readOn() {
    rowChanges.forEach(InputChanges::poll);
    errorChanges.forEach(InputChanges::poll);
    long common = Long.MAX_VALUE;
    for (InputChanges changes : rowChanges) {
      common = Math.min(common, changes.frontier());
    }
    for (InputChanges changes : errorChanges) {
      common = Math.min(common, changes.frontier());
    }
    if (request.upTo().isPresent()) {
      common = Math.min(common, request.upTo().getAsLong());
    }
    if (common <= reached) {
      return false;
    }
    TreeSet<Long> changed = new TreeSet<>();
    for (InputChanges changes : rowChanges) {
      changed.addAll(changes.timesBefore(common));
    }
    for (InputChanges changes : errorChanges) {
      changed.addAll(changes.timesBefore(common));
    }
    times.addAll(changed);
    reached = common;
    return true;
  }

  /** Works on the changes at a time; gives those of the result. */
  private Batch step(long time) {
    List<Batch> output = new ArrayList<>();
    dataflow.goTo(time);
    dataflow.streamTo(output::add);
    for (InputChanges changes : rowChanges) {
      for (Batch batch : changes.take(time)) {
        if (dataflow.inputs().contains(changes.collection().value())) {
          dataflow.push(changes.collection().value(), batch);
        }
      }
    }
    List<Batch> newErrors = new ArrayList<>();
    for (InputChanges changes : errorChanges) {
      changes.take(time).forEach(batch -> newErrors.add(batch.stampedAt(0)));
    }
    newErrors.add(dataflow.finishStep().errors().stampedAt(0));
    check();
    noteErrors(time, Batch.merged(newErrors));
    return Batch.merged(output);
  }

  /** Tidies up state; true if there is more to do. */
  boolean maintain() {
    return dataflow.maintain(MAINTENANCE_FUEL);
  }

  List<OperatorStatistics> statistics() {
    return dataflow.statistics();
  }

  /** Frees everything, the history in the store included. */
  void close() {
    phase = Phase.ENDED;
    feed.close();
    holds.forEach(Hold::close);
    holds.clear();
    rowChanges.forEach(InputChanges::close);
    errorChanges.forEach(InputChanges::close);
    rowChanges.clear();
    errorChanges.clear();
    arrived.clear();
    times.clear();
  }
}
