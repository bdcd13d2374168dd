package dev.tidewater.coordinator.execute;

import dev.tidewater.catalog.ObjectId;
import dev.tidewater.coordinator.control.Births;
import dev.tidewater.coordinator.execute.ReadTimes.Chosen;
import dev.tidewater.coordinator.session.ResultChunk;
import dev.tidewater.coordinator.subscribe.ChangeFormat;
import dev.tidewater.engine.dataflow.OperatorStatistics;
import dev.tidewater.host.local.CancellationToken;
import dev.tidewater.host.local.Subscription;
import dev.tidewater.plan.QueryPlan;
import dev.tidewater.sql.ast.InspectStatement;
import dev.tidewater.sql.planner.PlannedQuery;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.Hold;
import dev.tidewater.types.TidewaterException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads: chooses the time, waits until it can be read, runs the plan. */
final class QueryExecutor {
  /** How often a wait looks whether it should stop; a user's patience, not a processor's. */
  private static final long CANCEL_CHECK_MILLIS = 20;

  private final Services services;
  private final CoordinatorSession session;
  private final ReadInputs readable;
  private final ReadTimes readTimes;

  QueryExecutor(Services services, CoordinatorSession session) {
    this.services = services;
    this.session = session;
    this.readable = new ReadInputs(services.store(), services.indexes());
    this.readTimes = new ReadTimes(readable, services.oracle(), services.tables());
  }

  Answer inspect(InspectStatement statement) {
    StatementPreparer preparer = new StatementPreparer(services, session);
    return statement.acceptInspect(
        new InspectCommands(
            services, session, preparer.context(List.of()), preparer.queryContext(List.of())));
  }

  /** Runs a query at a time of its own, or at its transaction's. */
  QueryRows run(PlannedQuery query, List<@Nullable Object> parameters) {
    QueryPlan plan = query.bind(parameters);
    List<CollectionId> inputs = storedInputs(query);
    Transaction transaction = session.transaction();
    if (inputs.isEmpty()) {
      return guarded(
          services.queries().run(plan, query.dependencies(), 0, session.facts(), cancellation()),
          null);
    }
    if (transaction != null) {
      transaction.checkMayRead();
      long time = transactionTime(transaction, inputs);
      return guarded(
          services.queries().run(plan, query.dependencies(), time, session.facts(), cancellation()),
          null);
    }
    awaitFirstRows(inputs);
    Chosen chosen = readTimes.choose(inputs, session.isolation());
    try {
      await(inputs, chosen.time());
      QueryRows rows =
          services
              .queries()
              .run(plan, query.dependencies(), chosen.time(), session.facts(), cancellation());
      return guarded(rows, chosen);
    } catch (RuntimeException | Error e) {
      chosen.close();
      throw e;
    }
  }

  /** At what time a query would be read now. */
  ExplainedTime explainTime(PlannedQuery query) {
    List<CollectionId> inputs = storedInputs(query);
    awaitFirstRows(inputs);
    try (Chosen chosen = readTimes.choose(inputs, session.isolation())) {
      return new ExplainedTime(
          chosen.time(),
          services.oracle().visible(),
          inputs.stream().map(readable::status).toList());
    }
  }

  /** Follows a relation from its own time on. */
  LiveRows follow(Following following) {
    Transaction transaction = session.transaction();
    if (transaction != null) {
      transaction.checkMayRead();
    }
    List<CollectionId> inputs = storedInputs(following.query());
    awaitFirstRows(inputs);
    SubscribeTimes times = new SubscribeTimes(services.planner(), session.analysisContext());
    try (Chosen chosen = readTimes.choose(inputs, session.isolation())) {
      long present =
          transaction == null ? chosen.time() : transaction.readTime().orElse(chosen.time());
      long asOf = times.asOf(following.statement(), present);
      readTimes.checkValid(inputs, asOf);
      OptionalLong upTo = times.upTo(following.statement(), asOf);
      await(inputs, asOf);
      ChangeFormat format = following.format();
      Subscription subscription =
          services
              .queries()
              .subscribe(
                  following.query(),
                  format.layout(),
                  format.delivery(),
                  asOf,
                  upTo,
                  session.facts(),
                  cancellation());
      return new SubscribeRows(session, subscription, format);
    }
  }

  /** Runs a query at a time that the caller keeps readable: what UPDATE and DELETE read. */
  QueryRows runAt(PlannedQuery query, List<@Nullable Object> parameters, long time) {
    await(storedInputs(query), time);
    return services
        .queries()
        .run(query.bind(parameters), query.dependencies(), time, session.facts(), cancellation());
  }

  private long transactionTime(Transaction transaction, List<CollectionId> inputs) {
    if (transaction.readTime().isEmpty()) {
      awaitFirstRows(inputs);
      // Everything that this transaction may come to read has to stay as it is now.
      List<Hold> all = readTimes.hold(readable.all());
      try {
        Chosen chosen = readTimes.choose(inputs, session.isolation(), readable.earliestInMemory());
        transaction.fixReadTime(chosen.time(), chosen.holds());
        transaction.fixReadTime(chosen.time(), all);
      } catch (RuntimeException e) {
        all.forEach(Hold::close);
        throw e;
      }
    }
    long time = transaction.readTime().getAsLong();
    services.tables().makeReadable(time);
    inputs.forEach(id -> readTimes.checkReadable(id, time));
    await(inputs, time);
    return time;
  }

  /** A relation that is being made can be read once its first contents are there. */
  private void awaitFirstRows(List<CollectionId> inputs) {
    await(inputs, Births.BEFORE);
  }

  private void await(List<CollectionId> inputs, long time) {
    for (CollectionId id : inputs) {
      await(id, readable.awaitReadable(id, time));
    }
  }

  private void await(CollectionId id, CompletableFuture<Void> future) {
    while (true) {
      cancellation().check();
      if (!future.isDone()) {
        services.views().checkMaintained(new ObjectId(id.value()));
      }
      try {
        future.get(CANCEL_CHECK_MILLIS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        // Not yet: look whether to stop.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for a time", e);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof TidewaterException cause) {
          throw cause;
        }
        throw new IllegalStateException(e.getCause());
      }
    }
  }

  private Cancellation cancellation() {
    return session.cancellation();
  }

  private static List<CollectionId> storedInputs(PlannedQuery query) {
    return query.dependencies().collections().stream()
        .filter(id -> id > 0) // System relations are negative, and are made when asked for.
        .map(CollectionId::new)
        .toList();
  }

  /** Lets go of the read's holds at the end, and fails the transaction if the stream fails. */
  private QueryRows guarded(QueryRows rows, @Nullable Chosen chosen) {
    CancellationToken token = cancellation().token();
    return new QueryRows() {
      @Override
      public @Nullable ResultChunk next() {
        cancellation().resume(token); // A cursor's rows are asked for by later statements.
        try {
          return rows.next();
        } catch (RuntimeException | Error e) {
          session.fail();
          throw e;
        }
      }

      @Override
      public List<OperatorStatistics> statistics() {
        return rows.statistics();
      }

      @Override
      public void close() {
        try {
          rows.close();
        } finally {
          if (chosen != null) {
            chosen.close();
          }
        }
      }
    };
  }
}
