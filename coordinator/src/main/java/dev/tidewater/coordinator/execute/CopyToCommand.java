package dev.tidewater.coordinator.execute;

import dev.tidewater.coordinator.session.Execution;
import dev.tidewater.coordinator.session.Execution.CopySource;
import dev.tidewater.coordinator.session.Execution.Encoding;
import dev.tidewater.coordinator.session.ResultChunk;
import dev.tidewater.coordinator.session.ResultColumn;
import dev.tidewater.coordinator.session.RowStream;
import dev.tidewater.sql.ast.DataStatement.CopyEndpoint;
import dev.tidewater.sql.ast.DataStatement.CopyEndpointKind;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.format.TextFormat;
import dev.tidewater.types.row.ByteSink;
import java.util.List;

/** COPY … TO STDOUT: rows as they come, each one message. */
final class CopyToCommand {
  private CopyToCommand() {}

  /** Refuses what COPY can't write to, before anything is run. */
  static void checkEndpoint(CopyEndpoint endpoint) {
    if (endpoint.kind() != CopyEndpointKind.STDOUT) {
      throw new TidewaterException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "COPY TO is only supported to STDOUT")
          .at(endpoint.position().offset());
    }
  }

  static Execution start(CopyFormat format, Execution.Rows rows, TextFormat text) {
    List<ResultColumn> columns = rows.columns();
    CopyRowWriter writer =
        switch (format.form()) {
          case TEXT -> new CopyTextWriter(format, columns, text);
          case CSV -> new CopyCsvWriter(format, columns, text);
          case BINARY -> new CopyBinaryWriter(columns);
        };
    Encoding encoding = format.form() == CopyFormat.Form.BINARY ? Encoding.BINARY : Encoding.TEXT;
    return new Execution.CopyOut(columns.size(), encoding, new Source(writer, rows.stream()));
  }

  /** The rows one by one. */
  private static final class Source implements CopySource {
    private final CopyRowWriter writer;
    private final RowStream rows;
    private ResultChunk chunk = ResultChunk.empty();
    private int next;
    private long count;
    private boolean begun;
    private boolean ended;

    Source(CopyRowWriter writer, RowStream rows) {
      this.writer = writer;
      this.rows = rows;
    }

    @Override
    public Pull next(ByteSink message) {
      if (!begun) {
        begun = true;
        writer.appendHeader(message);
        if (message.size() > 0) {
          return Pull.MESSAGE;
        }
      }
      if (next == chunk.rows()) {
        ResultChunk fetched = ended ? null : rows.next();
        if (fetched == null) {
          return end(message);
        }
        chunk = fetched;
        next = 0;
        if (fetched.isEmpty()) {
          return Pull.NOTHING_YET;
        }
      }
      writer.append(chunk.columns(), chunk.first() + next++, message);
      count++;
      return Pull.MESSAGE;
    }

    private Pull end(ByteSink message) {
      if (!ended) {
        ended = true;
        chunk = ResultChunk.empty();
        next = 0;
        writer.appendTrailer(message);
      }
      return message.size() > 0 ? Pull.MESSAGE : Pull.END;
    }

    @Override
    public String tag() {
      return "COPY " + count;
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
