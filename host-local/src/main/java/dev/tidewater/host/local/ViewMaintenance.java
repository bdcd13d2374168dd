package dev.tidewater.host.local;

import dev.tidewater.engine.dataflow.Dataflow;
import dev.tidewater.engine.dataflow.DataflowBuilder;
import dev.tidewater.engine.dataflow.OperatorStatistics;
import dev.tidewater.engine.dataflow.StepResult;
import dev.tidewater.engine.operator.ScalarCompiler;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStatus;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.Snapshot;
import dev.tidewater.store.StagedPart;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.Merge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a materialized view up to date, in pieces: {@link #work} does one and says whether there is
 * more to do. Knows nothing of threads; one at a time.
 *
 * <p>What it relies on, and what always holds:
 *
 * <ul>
 *   <li>The view's group has one writer at a time. If another one moved its upper, this one stops
 *       with FENCED.
 *   <li>The view at each time before its upper is the plan's answer on its inputs at that time. So
 *       every time at which an input changed is a step of its own; only history from before the
 *       start, which nobody can be waiting to read, is taken in larger steps.
 *   <li>Every append goes through compare-and-append, so a crash at any moment leaves the view at
 *       some upper, and a new start goes on from there: it rebuilds its state from the inputs as of
 *       the last time before the upper, of which holds see that it stays readable.
 *   <li>Should the inputs have been compacted beyond that all the same, the view is computed anew
 *       and the difference to what it holds is appended.
 * </ul>
 */
final class ViewMaintenance implements AutoCloseable {
  private enum Phase {
    START,
    AWAIT_INPUTS,
    HYDRATE,
    FOLLOW,
    CLOSED
  }

  /** Parts of the inputs pushed in one piece of work while hydrating. */
  private static final int PARTS_AT_ONCE = 8;

  /** Updates of state tidied up in one piece of idle work: about a millisecond. */
  private static final long MAINTENANCE_FUEL = 16 * 1024;

  private final CollectionStore store;
  private final ScalarCompiler compiler;
  private final MaintainRequest request;
  private final Runnable signal;
  private final InputHolds holds;
  private final List<CollectionId> inputs;
  private final Dataflow dataflow;
  private final OutputCollector output;
  private final ViewWriter writer;

  /** Collections that the plan reads. */
  private final Set<Long> read;

  private final List<InputChanges> rowChanges = new ArrayList<>();
  private final List<InputChanges> errorChanges = new ArrayList<>();

  private Phase phase = Phase.START;
  private Hydration hydration = Hydration.FIRST;
  private @Nullable InputFeed feed;
  private @Nullable CompletableFuture<Void> readable;
  private long asOf;

  /** History before this time was there at the start. */
  private long catchUpTo;

  /** What becomes of the rows of the first step. */
  private enum Hydration {
    /** The view is empty: they are its first rows. */
    FIRST,
    /** The view holds them already. */
    RESUMED,
    /** The view holds what it was earlier: the difference counts. */
    REBUILT
  }

  ViewMaintenance(
      CollectionStore store, ScalarCompiler compiler, MaintainRequest request, Runnable signal) {
    this.store = store;
    this.compiler = compiler;
    this.request = request;
    this.signal = signal;
    this.holds = new InputHolds(store, request.name());
    this.inputs = allInputs(request);
    this.dataflow = buildDataflow();
    this.read = Set.copyOf(dataflow.inputs());
    this.output = new OutputCollector(store, request.output(), OutputCollector.STAGE_BYTES);
    this.writer = new ViewWriter(store, request, holds);
  }

  /** Rows and errors of all inputs. */
  static List<CollectionId> allInputs(MaintainRequest request) {
    TreeSet<CollectionId> all = new TreeSet<>();
    for (InputCollection input : request.inputs()) {
      all.add(input.id());
      if (input.errors() != null) {
        all.add(input.errors());
      }
    }
    return List.copyOf(all);
  }

  private Dataflow buildDataflow() {
    Map<Long, RowLayout> layouts = new HashMap<>();
    request.inputs().forEach(i -> layouts.put(i.id().value(), i.layout()));
    return new DataflowBuilder(
            id -> {
              RowLayout layout = layouts.get(id);
              if (layout == null) {
                throw new IllegalArgumentException("input " + id + " is missing");
              }
              return layout;
            },
            compiler)
        .build(request.plan(), request.layout());
  }

  ViewStatus status() {
    if (writer.failure() != null) {
      return new ViewStatus.Stalled(writer.failure());
    }
    return switch (phase) {
      case START, AWAIT_INPUTS -> new ViewStatus.Starting();
      case HYDRATE -> new ViewStatus.Hydrating(feed == null ? 0 : feed.pushedRows());
      case FOLLOW -> new ViewStatus.Running();
      case CLOSED -> new ViewStatus.Closed();
    };
  }

  List<OperatorStatistics> statistics() {
    return dataflow.statistics();
  }

  /** Does a piece of work; true if there is more to do at once. */
  boolean work() {
    if (!writer.isClear() && !writer.retry()) {
      return false;
    }
    return switch (phase) {
      case START -> throw new IllegalStateException("the view was not opened");
      case AWAIT_INPUTS -> awaitInputs();
      case HYDRATE -> hydrate();
      case FOLLOW -> follow();
      case CLOSED -> false;
    };
  }

  /** Makes the view's collections if need be, picks the time of its first step, and holds it. */
  void open() {
    long earliest = holds.takeVolatile(inputs);
    long latestOfAll = Long.MAX_VALUE;
    for (CollectionId input : inputs) {
      latestOfAll = Math.min(latestOfAll, upperOf(input) - 1);
    }
    boolean isNew = writer.open(inputs.isEmpty() ? earliest : Math.max(earliest, latestOfAll));
    if (isNew) {
      hydration = Hydration.FIRST;
      asOf = Math.max(writer.upper(), earliest);
      asOf = inputs.isEmpty() ? asOf : Math.max(asOf, latestOfAll);
    } else {
      asOf = Math.max(writer.upper() - 1, earliest);
      hydration = asOf == writer.upper() - 1 ? Hydration.RESUMED : Hydration.REBUILT;
    }
    holds.makeDurable(inputs, asOf);
    readable =
        CompletableFuture.allOf(
            inputs.stream()
                .map(input -> store.awaitReadable(input, asOf))
                .toArray(CompletableFuture[]::new));
    phase = Phase.AWAIT_INPUTS;
    var unused = readable.whenComplete((done, error) -> signal.run());
  }

  private long upperOf(CollectionId input) {
    return store
        .status(input)
        .map(CollectionStatus::upper)
        .orElseThrow(() -> ViewWriter.missing(input));
  }

  private boolean awaitInputs() {
    if (readable == null || !readable.isDone()) {
      return false;
    }
    readable.join();
    phase = Phase.HYDRATE;
    dataflow.goTo(asOf);
    feed = new InputFeed(store, dataflow, asOf, Map.of(), List.of(), List.of());
    dataflow.streamTo(hydration == Hydration.RESUMED ? batch -> {} : output::add);
    return true;
  }

  private boolean hydrate() {
    InputFeed from = feed;
    if (from == null) {
      throw new IllegalStateException("hydration was not begun");
    }
    for (int i = 0; i < PARTS_AT_ONCE; i++) {
      if (!from.pushNext(dataflow)) {
        finishHydration();
        return true;
      }
    }
    return true;
  }

  private void finishHydration() {
    StepResult result = dataflow.finishStep();
    if (feed != null) {
      feed.close();
      feed = null;
    }
    long from = asOf + 1;
    for (InputCollection input : request.inputs()) {
      rowChanges.add(new InputChanges(store, input.id(), from, signal));
      if (input.errors() != null) {
        errorChanges.add(new InputChanges(store, input.errors(), from, signal));
      }
    }
    catchUpTo = from;
    for (CollectionId input : inputs) {
      catchUpTo = Math.max(catchUpTo, upperOf(input));
    }
    phase = Phase.FOLLOW;
    dataflow.streamTo(output::add);
    if (hydration == Hydration.RESUMED) {
      return;
    }
    List<Batch> errors = new ArrayList<>(List.of(result.errors()));
    for (InputCollection input : request.inputs()) {
      if (input.errors() != null) {
        errors.add(snapshotOf(input.errors(), asOf));
      }
    }
    if (hydration == Hydration.REBUILT) {
      long held = writer.upper() - 1;
      output.add(snapshotOf(request.output(), held).negated());
      errors.add(snapshotOf(request.errors(), held).negated());
    }
    writer.add(asOf, output.takeRows(), atTimeZero(errors));
    writer.write(asOf + 1, output.takeStaged(), ViewWriter.Write.DURABLE);
  }

  private static Batch atTimeZero(List<Batch> batches) {
    return Batch.merged(batches.stream().map(b -> b.stampedAt(0)).toList());
  }

  private Batch snapshotOf(CollectionId id, long time) {
    try (Snapshot snapshot = store.snapshot(id, time)) {
      return Merge.toBatch(snapshot.rows()).stampedAt(0);
    }
  }

  private boolean follow() {
    boolean progress = false;
    for (InputChanges changes : rowChanges) {
      progress |= changes.poll();
    }
    for (InputChanges changes : errorChanges) {
      progress |= changes.poll();
    }
    long common = Long.MAX_VALUE;
    for (InputChanges changes : rowChanges) {
      common = Math.min(common, changes.frontier());
    }
    for (InputChanges changes : errorChanges) {
      common = Math.min(common, changes.frontier());
    }
    if (common != Long.MAX_VALUE && common > writer.upper()) {
      stepTo(common);
      return true;
    }
    return progress || dataflow.maintain(MAINTENANCE_FUEL);
  }

  /** Works on all changes before a time and moves the view's upper there. */
  private void stepTo(long upper) {
    TreeSet<Long> times = new TreeSet<>();
    rowChanges.forEach(c -> times.addAll(c.timesBefore(upper)));
    errorChanges.forEach(c -> times.addAll(c.timesBefore(upper)));
    if (upper <= catchUpTo) {
      if (!times.isEmpty() || dataflow.nextTime() < upper) {
        stepAt(List.copyOf(times), upper - 1);
      }
    } else {
      stepThrough(times, upper);
    }
    if (writer.upper() < upper) {
      writer.write(upper, List.of(), ViewWriter.Write.DURABLE_IF_CHANGED);
    }
  }

  /** A step for each time at which inputs change or rows come and go by themselves. */
  private void stepThrough(NavigableSet<Long> times, long upper) {
    while (true) {
      long changed = times.isEmpty() ? Long.MAX_VALUE : times.first();
      long next = Math.min(changed, dataflow.nextTime());
      if (next >= upper) {
        return;
      }
      stepAt(next == changed ? List.of(times.pollFirst()) : List.of(), next);
    }
  }

  /** One step over the changes of some times, whose outcome gets one time. */
  private void stepAt(List<Long> times, long outputTime) {
    dataflow.goTo(outputTime);
    List<Batch> errors = new ArrayList<>();
    for (long time : times) {
      for (InputChanges changes : rowChanges) {
        for (Batch batch : changes.take(time)) {
          if (read.contains(changes.collection().value())) {
            dataflow.push(changes.collection().value(), batch);
          }
        }
      }
      errorChanges.forEach(changes -> errors.addAll(changes.take(time)));
    }
    errors.add(dataflow.finishStep().errors());
    writer.add(outputTime, output.takeRows(), atTimeZero(errors));
    if (output.hasStaged()) {
      List<StagedPart> staged = output.takeStaged();
      writer.write(outputTime + 1, staged, ViewWriter.Write.DURABLE);
    }
  }

  @Override
  public void close() {
    phase = Phase.CLOSED;
    if (feed != null) {
      feed.close();
      feed = null;
    }
    rowChanges.forEach(InputChanges::close);
    errorChanges.forEach(InputChanges::close);
    rowChanges.clear();
    errorChanges.clear();
    output.discard();
    writer.close();
    holds.close();
  }
}
