package dev.tidewater.pgwire;

import dev.tidewater.coordinator.session.Execution;
import dev.tidewater.pgwire.protocol.ServerMessages;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Sends the data of a COPY TO STDOUT, a message for each line as clients expect it. */
final class CopyOut {
  private static final int READ_BYTES = 64 << 10;

  /** A longer line is sent in pieces. */
  private static final int MAX_LINE_BYTES = 16 << 20;

  private final Outbound out;
  private byte[] bytes = new byte[READ_BYTES];
  private int start;
  private int end;

  private CopyOut(Outbound out) {
    this.out = out;
  }

  /** Sends all and gives the command tag. */
  static String send(Execution.CopyOut copy, Outbound out) {
    ServerMessages.copyOutResponse(out.buffer(), copy.columnCount());
    try (InputStream data = copy.data()) {
      new CopyOut(out).sendAll(data);
    } catch (IOException e) {
      throw new TidewaterException(ErrorCode.IO_ERROR, "could not read the data to copy", e);
    }
    ServerMessages.copyDone(out.buffer());
    return copy.tag().get();
  }

  private void sendAll(InputStream data) throws IOException {
    while (true) {
      makeRoom();
      int read = data.read(bytes, end, bytes.length - end);
      if (read < 0) {
        break;
      }
      int searchFrom = end;
      end += read;
      sendLines(searchFrom);
    }
    send(end);
  }

  private void sendLines(int searchFrom) {
    for (int i = searchFrom; i < end; i++) {
      if (bytes[i] == '\n') {
        send(i + 1);
      }
    }
  }

  private void send(int until) {
    if (until > start) {
      ServerMessages.copyData(out.buffer(), bytes, start, until - start);
      out.relieve();
      start = until;
    }
  }

  private void makeRoom() {
    if (start > 0) {
      System.arraycopy(bytes, start, bytes, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == bytes.length) {
      if (bytes.length >= MAX_LINE_BYTES) {
        send(end);
        start = 0;
        end = 0;
      } else {
        bytes = Arrays.copyOf(bytes, bytes.length * 2);
      }
    }
  }
}
