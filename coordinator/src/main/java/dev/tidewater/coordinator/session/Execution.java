package dev.tidewater.coordinator.session;

import dev.tidewater.types.row.ByteSink;
import java.util.List;

/** What came of executing a statement. */
public sealed interface Execution {
  /** Done, with its command tag: {@code INSERT 0 5}, {@code CREATE TABLE}. */
  record Command(String tag) implements Execution {}

  /** How the simple protocol, in which clients can't say, sends values. */
  enum Encoding {
    TEXT,
    /** FETCH from a BINARY cursor. */
    BINARY
  }

  /**
   * Rows to pull. The command tag is {@code tagVerb} and, if it counts rows, their number: {@code
   * SELECT 3}, {@code INSERT 0 3}.
   */
  record Rows(List<ResultColumn> columns, RowStream stream, String tagVerb, Encoding encoding)
      implements Execution {
    public Rows(List<ResultColumn> columns, RowStream stream, String tagVerb) {
      this(columns, stream, tagVerb, Encoding.TEXT);
    }
  }

  /** The client is to send data; see {@link CopySink}. */
  record CopyIn(int columnCount, CopySink sink) implements Execution {}

  /** Encoded data for the client: COPY … TO STDOUT. */
  record CopyOut(int columnCount, Encoding encoding, CopySource data) implements Execution {}

  /** The query string held no statement. */
  record Empty() implements Execution {}

  /** Gives the data of a COPY TO STDOUT, a message for each row. Used by the session's thread. */
  interface CopySource extends AutoCloseable {
    /** What {@link #next} found. */
    enum Pull {
      MESSAGE,
      /** Nothing, and it may take long: what came before belongs on its way to the client. */
      NOTHING_YET,
      END
    }

    /** Appends the next message's data to an empty sink. */
    Pull next(ByteSink message);

    /** The command tag, {@code COPY 3}; asked for at the end. */
    String tag();

    @Override
    void close();
  }

  /** Takes the bytes of a COPY FROM STDIN in pieces as they come. */
  interface CopySink {
    void data(byte[] bytes, int offset, int length);

    /** All there: gives the command tag. The rows are kept once the transaction commits. */
    String finish();

    /** The client gave up, or one of the other methods threw: the transaction fails. */
    void fail(String reason);
  }
}
