package dev.tidewater.host.local;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Work that is done in pieces by one thread at a time, whenever it was signalled. Costs nothing
 * while nobody signals.
 *
 * <pre>
 *   IDLE     --signal--> QUEUED
 *   QUEUED   --a thread takes it--> RUNNING
 *   RUNNING  --signal--> AGAIN
 *   RUNNING  --piece done, no more to do--> IDLE
 *   RUNNING  --piece done, more to do--> QUEUED
 *   AGAIN    --piece done--> QUEUED
 * </pre>
 */
abstract class Task {
  private enum State {
    IDLE,
    QUEUED,
    RUNNING,
    AGAIN
  }

  private final Executor executor;
  private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

  Task(Executor executor) {
    this.executor = executor;
  }

  /** Does a bounded piece of work; true if there is more to do at once. */
  abstract boolean work();

  /** Has {@link #work} called soon. Any thread. */
  final void signal() {
    State before =
        state.getAndUpdate(
            now ->
                switch (now) {
                  case IDLE, QUEUED -> State.QUEUED;
                  case RUNNING, AGAIN -> State.AGAIN;
                });
    if (before == State.IDLE) {
      enqueue();
    }
  }

  private void enqueue() {
    try {
      executor.execute(this::run);
    } catch (RejectedExecutionException e) {
      state.set(State.IDLE); // The cluster is closed; nothing runs any more.
    }
  }

  private void run() {
    state.set(State.RUNNING);
    boolean more = work();
    State before =
        state.getAndUpdate(now -> more || now == State.AGAIN ? State.QUEUED : State.IDLE);
    if (more || before == State.AGAIN) {
      enqueue();
    }
  }
}
