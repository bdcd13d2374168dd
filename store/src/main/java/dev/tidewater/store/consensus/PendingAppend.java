package dev.tidewater.store.consensus;

import dev.tidewater.types.TidewaterException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An append that waits for a transaction. Guarded by the writer's lock. */
final class PendingAppend {
  private final List<Write> writes;
  private final long sizeBytes;
  private @Nullable AppendResult result;
  private @Nullable TidewaterException failure;

  PendingAppend(List<Write> writes) {
    this.writes = List.copyOf(writes);
    this.sizeBytes = writes.stream().mapToLong(write -> write.value().length).sum();
    if (writes.stream().map(Write::key).distinct().count() != writes.size()) {
      throw new IllegalArgumentException("a key occurs more than once in an append");
    }
  }

  List<Write> writes() {
    return writes;
  }

  long sizeBytes() {
    return sizeBytes;
  }

  boolean isDone() {
    return result != null || failure != null;
  }

  void complete(AppendResult outcome) {
    result = outcome;
  }

  void fail(TidewaterException cause) {
    failure = cause;
  }

  AppendResult outcome() {
    if (failure != null) {
      throw failure;
    }
    if (result == null) {
      throw new IllegalStateException("the append is still waiting");
    }
    return result;
  }
}
