package dev.tidewater.benchmarks.nexmark;

import dev.tidewater.engine.dataflow.Dataflow;
import dev.tidewater.engine.dataflow.DataflowBuilder;
import dev.tidewater.engine.function.SessionFunctions;
import dev.tidewater.engine.scalar.VectorScalarCompiler;
import dev.tidewater.plan.RelationPlan;
import dev.tidewater.sql.ast.Query;
import dev.tidewater.sql.catalog.AnalysisContext;
import dev.tidewater.sql.catalog.AnalysisContext.Purpose;
import dev.tidewater.sql.parser.SqlParser;
import dev.tidewater.sql.planner.SqlPlanner;
import dev.tidewater.testkit.nexmark.NexmarkEvent;
import dev.tidewater.testkit.nexmark.NexmarkEvent.Kind;
import dev.tidewater.testkit.nexmark.NexmarkQueries;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.zset.Batch;
import java.lang.management.ManagementFactory;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Nexmark's queries in the engine, as a materialized view runs them: planned by the SQL module, fed
 * step by step with batches of encoded rows, each step's changes consolidated and then discarded.
 * One thread makes, encodes and sorts the events (what a source does), only those of the tables
 * that a query reads; another runs the dataflow. The store between them is left out, as is Flink's
 * checkpointing there. Each query runs once before, over fewer events.
 *
 * <p>Arguments: events, events of the run before, events of a step, names of queries or nothing.
 */
public final class NexmarkBenchmark {
  /** Steps made ahead. */
  private static final int QUEUED_STEPS = 2;

  private final SqlPlanner planner = new SqlPlanner();
  private final int stepEvents;

  private NexmarkBenchmark(int stepEvents) {
    this.stepEvents = stepEvents;
  }

  public static void main(String[] arguments) throws InterruptedException {
    long events = Long.parseLong(arguments[0]);
    long before = Long.parseLong(arguments[1]);
    NexmarkBenchmark benchmark = new NexmarkBenchmark(Integer.parseInt(arguments[2]));
    List<String> wanted = List.of(arguments).subList(3, arguments.length);
    for (Map.Entry<String, String> query : NexmarkQueries.all().entrySet()) {
      if (wanted.isEmpty() || wanted.contains(query.getKey())) {
        benchmark.run("warm-up " + query.getKey(), query.getValue(), before);
        benchmark.run(query.getKey(), query.getValue(), events);
      }
    }
  }

  private Dataflow dataflow(String sql) {
    AnalysisContext context =
        new AnalysisContext(
            new NexmarkCatalog(),
            NexmarkCatalog.NAMES,
            "tidewater",
            ZoneOffset.UTC,
            0,
            List.of(),
            Purpose.MAINTAINED);
    RelationPlan plan =
        planner.planView((Query) SqlParser.parseStatement(sql), List.of(), context).plan();
    return new DataflowBuilder(
            id -> RowLayout.of(NexmarkCatalog.schema(id)),
            new VectorScalarCompiler(SessionFunctions.NONE))
        .build(plan);
  }

  private void run(String name, String sql, long events) throws InterruptedException {
    Dataflow dataflow = dataflow(sql);
    dataflow.finishStep();
    System.gc();
    long cpu = cpuNanos();
    long start = System.nanoTime();
    BlockingQueue<Map<Long, Batch>> steps = new ArrayBlockingQueue<>(QUEUED_STEPS);
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Thread source = new Thread(() -> feed(events, Set.copyOf(dataflow.inputs()), steps), "source");
    source.setUncaughtExceptionHandler((thread, error) -> failure.set(error));
    source.start();
    long updates = 0;
    for (long done = 0; done < events; done += stepEvents) {
      updates += dataflow.step(steps.take()).rows().updates();
    }
    source.join();
    if (failure.get() != null) {
      throw new IllegalStateException("events could not be made", failure.get());
    }
    report(name, events, (System.nanoTime() - start) / 1e9, (cpuNanos() - cpu) / 1e9, updates);
  }

  private void feed(long events, Set<Long> inputs, BlockingQueue<Map<Long, Batch>> steps) {
    Map<Kind, NexmarkRows> rows = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      if (inputs.contains(NexmarkCatalog.collection(kind))) {
        rows.put(kind, new NexmarkRows(kind));
      }
    }
    NexmarkEvent event = new NexmarkEvent();
    try {
      for (long from = 0; from < events; from += stepEvents) {
        for (long number = from; number < Math.min(events, from + stepEvents); number++) {
          NexmarkRows into = rows.get(NexmarkEvent.kindOf(number));
          if (into != null) {
            event.moveTo(number);
            into.add(event);
          }
        }
        Map<Long, Batch> step = new HashMap<>();
        rows.forEach((kind, made) -> step.put(NexmarkCatalog.collection(kind), made.take()));
        steps.put(step);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("SystemOut") // Its result.
  private static void report(
      String name, long events, double seconds, double cpuSeconds, long updates) {
    System.out.printf(
        Locale.ROOT,
        "{\"contestant\":\"tidewater\",\"query\":\"%s\",\"events\":%d,\"seconds\":%.2f,"
            + "\"eventsPerSecond\":%.0f,\"cpuSeconds\":%.2f,\"updates\":%d}%n",
        name,
        events,
        seconds,
        events / seconds,
        cpuSeconds,
        updates);
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
