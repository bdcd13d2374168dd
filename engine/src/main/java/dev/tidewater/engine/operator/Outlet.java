package dev.tidewater.engine.operator;

import dev.tidewater.zset.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Where an operator's output leaves: gives each batch to all that are connected. */
public final class Outlet {
  private final List<Consumer<Batch>> receivers = new ArrayList<>();
  private long updates;

  public void connect(Operator operator, int input) {
    receivers.add(batch -> operator.push(input, batch));
  }

  public void connect(Consumer<Batch> receiver) {
    receivers.add(receiver);
  }

  public void send(Batch batch) {
    if (batch.isEmpty()) {
      return;
    }
    updates += batch.updates();
    for (Consumer<Batch> receiver : receivers) {
      receiver.accept(batch);
    }
  }

  /** Updates sent since the beginning. */
  public long updates() {
    return updates;
  }
}
