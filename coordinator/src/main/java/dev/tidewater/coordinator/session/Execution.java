package dev.tidewater.coordinator.session;

import java.io.InputStream;
import java.util.List;
import java.util.function.Supplier;

/** What came of executing a statement. */
public sealed interface Execution {
  /** Done, with its command tag: {@code INSERT 0 5}, {@code CREATE TABLE}. */
  record Command(String tag) implements Execution {}

  /**
   * Rows to pull. The command tag is {@code tagVerb} and, if it counts rows, their number: {@code
   * SELECT 3}, {@code INSERT 0 3}.
   */
  record Rows(List<ResultColumn> columns, RowStream stream, String tagVerb) implements Execution {}

  /** The client is to send data; see {@link CopySink}. */
  record CopyIn(int columnCount, CopySink sink) implements Execution {}

  /**
   * Encoded data for the client: COPY … TO STDOUT.
   *
   * @param tag gives the command tag, {@code COPY 3}; asked for once {@code data} is at its end
   */
  record CopyOut(int columnCount, InputStream data, Supplier<String> tag) implements Execution {}

  /** The query string held no statement. */
  record Empty() implements Execution {}

  /** Takes the bytes of a COPY FROM STDIN in pieces as they come. */
  interface CopySink {
    void data(byte[] bytes, int offset, int length);

    /** All there: gives the command tag. The rows are kept once the transaction commits. */
    String finish();

    /** The client gave up, or one of the other methods threw: the transaction fails. */
    void fail(String reason);
  }
}
