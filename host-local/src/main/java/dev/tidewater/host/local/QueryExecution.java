package dev.tidewater.host.local;

import dev.tidewater.engine.dataflow.Dataflow;
import dev.tidewater.engine.dataflow.DataflowBuilder;
import dev.tidewater.engine.dataflow.OperatorStatistics;
import dev.tidewater.engine.dataflow.StepResult;
import dev.tidewater.engine.operator.ScalarCompiler;
import dev.tidewater.plan.QueryPlan;
import dev.tidewater.plan.RelationPlan;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.Snapshot;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.PageWriter;
import dev.tidewater.zset.Spine;
import dev.tidewater.zset.UpdateCursor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs a query's dataflow through its first and only step, as far as rows are asked for.
 *
 * <p>Rows that are final as soon as they come, and need no order, are handed on as they come. Where
 * an order is wanted they are sorted, or only the first of them kept; where rows may be taken back
 * before the step ends, all are gathered first.
 */
final class QueryExecution implements QueryResult {
  /** Rows of a part in which gathered rows are sorted. */
  private static final int SORT_PART_ROWS = 16 * 1024;

  private final CollectionStore store;
  private final QueryRequest request;
  private final Dataflow dataflow;
  private final InputFeed feed;
  private final boolean rowsAreFinal;
  private final ResultReader reader;
  private final @Nullable SortedRows sorted;

  /** Rows that came and were not read yet. */
  private final Deque<Batch> arrived = new ArrayDeque<>();

  private long arrivedBytes;

  /** Rows that may still be taken back. */
  private final Spine gathered = new Spine();

  private @Nullable UpdateCursor current;
  private boolean stepIsFinished;
  private boolean handedOver;

  QueryExecution(CollectionStore store, QueryRequest request, ScalarCompiler compiler) {
    this.store = store;
    this.request = request;
    QueryPlan plan = request.plan();
    Map<Long, RowLayout> layouts = new HashMap<>();
    request.collections().forEach(c -> layouts.put(c.id().value(), c.layout()));
    request.arrangements().forEach(a -> layouts.put(a.relation().value(), a.layout()));
    RelationPlan relation = LogicalTime.fixedAt(request.asOf(), plan.relation());
    Map<Long, List<byte[]>> prefixes = PointLookups.of(relation, layouts);
    request.relations().forEach(r -> layouts.put(r.collection(), r.layout()));
    this.dataflow = new DataflowBuilder(id -> layoutOf(layouts, id), compiler).build(relation);
    this.rowsAreFinal = Streamability.givesFinalRows(relation);
    this.sorted =
        plan.order().isEmpty()
            ? null
            : new SortedRows(dataflow.layout(), plan.order(), wantedRows(plan));
    this.reader =
        new ResultReader(
            dataflow.layout(),
            plan.shownColumns(),
            plan.limit(),
            plan.offset(),
            sorted == null ? ResultReader.Form.PLAIN : ResultReader.Form.SORTED);
    dataflow.checkAt(this::check);
    dataflow.goTo(request.asOf());
    dataflow.streamTo(this::arrived);
    this.feed =
        new InputFeed(
            store, dataflow, request.asOf(), prefixes, request.relations(), request.arrangements());
  }

  private static RowLayout layoutOf(Map<Long, RowLayout> layouts, long collection) {
    RowLayout layout = layouts.get(collection);
    if (layout == null) {
      throw new TidewaterException(
              ErrorCode.INTERNAL_ERROR,
              "the query reads collection {collection}, which is not given")
          .with("collection", collection);
    }
    return layout;
  }

  private static long wantedRows(QueryPlan plan) {
    if (plan.limit().isEmpty()) {
      return Long.MAX_VALUE;
    }
    long limit = plan.limit().getAsLong();
    return limit > Long.MAX_VALUE - plan.offset() ? Long.MAX_VALUE : limit + plan.offset();
  }

  /** Throws if any input has a live error. */
  void checkInputErrors() {
    request.arrangements().forEach(arrangement -> arrangement.checkErrors(request.asOf()));
    for (InputCollection input : request.collections()) {
      CollectionId errors = input.errors();
      if (errors != null) {
        try (Snapshot snapshot = store.snapshot(errors, request.asOf())) {
          ErrorRows.throwFirst(snapshot.rows());
        }
      }
    }
  }

  private void check() {
    request.cancellation().check();
    long held = dataflow.memoryBytes() + gathered.sizeBytes() + arrivedBytes;
    if (sorted != null) {
      held += sorted.memoryBytes();
    }
    if (held > request.memoryLimitBytes()) {
      throw new TidewaterException(
              ErrorCode.OUT_OF_MEMORY, "query needs more than its memory limit of {limit} bytes")
          .with("limit", request.memoryLimitBytes())
          .hint("Narrow the query down, or have a materialized view keep its intermediate result.");
    }
  }

  private void arrived(Batch batch) {
    if (!rowsAreFinal) {
      gathered.insert(batch);
    } else if (sorted != null) {
      sorted.add(batch);
    } else {
      arrived.add(batch);
      arrivedBytes += batch.sizeBytes();
    }
  }

  @Override
  public @Nullable QueryChunk next() {
    request.cancellation().check();
    while (!reader.isFull() && !reader.isSatisfied()) {
      if (current == null) {
        if (!reader.isEmpty() && arrived.isEmpty() && rowsAreFinal && sorted == null) {
          break; // What is there goes to the client before more is worked on.
        }
        current = nextCursor();
        if (current == null) {
          break;
        }
      }
      if (!reader.readFrom(current)) {
        current.close();
        current = null;
      }
    }
    return reader.chunk();
  }

  private @Nullable UpdateCursor nextCursor() {
    while (true) {
      Batch batch = arrived.poll();
      if (batch != null) {
        arrivedBytes -= batch.sizeBytes();
        return batch.cursor();
      }
      if (stepIsFinished) {
        return handedOver ? null : handOver();
      }
      work();
    }
  }

  private void work() {
    request.cancellation().check();
    if (feed.pushNext(dataflow) || dataflow.advance()) {
      if (rowsAreFinal) {
        ErrorRows.throwFirst(dataflow.takeErrors().cursor());
      }
      return;
    }
    StepResult result = dataflow.finishStep();
    stepIsFinished = true;
    ErrorRows.throwFirst(result.errors().cursor());
  }

  /** What was held back until the step was finished. */
  private @Nullable UpdateCursor handOver() {
    handedOver = true;
    if (sorted == null) {
      return rowsAreFinal ? null : gathered.cursor();
    }
    if (!rowsAreFinal) {
      sortGathered(sorted);
    }
    return sorted.finish().cursor();
  }

  private void sortGathered(SortedRows target) {
    PageWriter writer = new PageWriter();
    try (UpdateCursor rows = gathered.cursor()) {
      boolean more = true;
      while (more) {
        int count = 0;
        while (count < SORT_PART_ROWS && (more = rows.next())) {
          writer.append(rows.bytes(), rows.offset(), rows.length(), 0, rows.diff());
          count++;
        }
        target.add(writer.finish());
        check();
      }
    }
  }

  @Override
  public List<OperatorStatistics> statistics() {
    return dataflow.statistics();
  }

  @Override
  public void close() {
    if (current != null) {
      current.close();
      current = null;
    }
    arrived.clear();
    feed.close();
  }
}
