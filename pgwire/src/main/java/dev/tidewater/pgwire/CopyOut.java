package dev.tidewater.pgwire;

import dev.tidewater.coordinator.session.Execution;
import dev.tidewater.coordinator.session.Execution.CopySource;
import dev.tidewater.coordinator.session.Execution.CopySource.Pull;
import dev.tidewater.pgwire.protocol.ServerMessages;
import dev.tidewater.types.row.ByteSink;

/** Sends the data of a COPY TO STDOUT, a message for each row as clients expect it. */
final class CopyOut {
  /** A message much longer than this is rare, and its buffer is not kept for the next one. */
  private static final int KEPT_MESSAGE_BYTES = 1 << 20;

  private CopyOut() {}

  /** Sends all and gives the command tag. */
  static String send(Execution.CopyOut copy, Outbound out) {
    try (CopySource data = copy.data()) {
      ServerMessages.copyOutResponse(
          out.buffer(), copy.columnCount(), SimpleQueryFlow.formats(copy.encoding()));
      ByteSink message = new ByteSink();
      Pull pull = data.next(message);
      while (pull != Pull.END) {
        if (pull == Pull.MESSAGE) {
          ServerMessages.copyData(out.buffer(), message.array(), 0, message.size());
          out.relieve();
        } else {
          out.flush();
          out.requireClient();
        }
        message = emptied(message);
        pull = data.next(message);
      }
      ServerMessages.copyDone(out.buffer());
      return data.tag();
    }
  }

  private static ByteSink emptied(ByteSink message) {
    if (message.size() > KEPT_MESSAGE_BYTES) {
      return new ByteSink();
    }
    message.clear();
    return message;
  }
}
