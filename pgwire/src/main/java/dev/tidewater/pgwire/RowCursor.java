package dev.tidewater.pgwire;

import dev.tidewater.coordinator.session.Execution;
import dev.tidewater.coordinator.session.ResultChunk;
import dev.tidewater.coordinator.session.ResultColumn;
import dev.tidewater.coordinator.session.RowStream;
import dev.tidewater.pgwire.protocol.FieldDescription;
import dev.tidewater.pgwire.protocol.FormatCodes;
import dev.tidewater.pgwire.protocol.RowEncoder;
import dev.tidewater.pgwire.protocol.ServerMessages;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.format.TextFormat;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A result on its way to the client, which may take it in several pieces. */
final class RowCursor {
  static final long ALL_ROWS = Long.MAX_VALUE;

  private final RowStream stream;
  private final List<ResultColumn> columns;
  private final FormatCodes formats;
  private final RowEncoder encoder;
  private @Nullable ResultChunk chunk;
  private int nextRow;
  private boolean atEnd;
  private boolean closed;

  RowCursor(Execution.Rows rows, FormatCodes formats, TextFormat textFormat) {
    this.stream = rows.stream();
    this.columns = rows.columns();
    this.formats = formats;
    this.encoder = new RowEncoder(types(columns), formats, textFormat);
  }

  private static List<SqlType> types(List<ResultColumn> columns) {
    return columns.stream().map(ResultColumn::type).toList();
  }

  /** Sends the RowDescription. */
  void describe(Outbound out) {
    ServerMessages.rowDescription(out.buffer(), fields(columns, formats));
  }

  static List<FieldDescription> fields(List<ResultColumn> columns, FormatCodes formats) {
    List<FieldDescription> fields = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      ResultColumn column = columns.get(i);
      fields.add(FieldDescription.of(column.name(), column.type(), formats.at(i)));
    }
    return fields;
  }

  /** Sends up to so many rows and gives their number; waits for a slow client. */
  long send(Outbound out, long maxRows) {
    long sent = 0;
    while (sent < maxRows) {
      ResultChunk current = chunk;
      if (current == null || nextRow == current.rows()) {
        current = fetch();
        if (current == null) {
          break;
        }
        if (current.isEmpty()) {
          out.flush(); // The next rows may come much later.
          out.requireClient();
          continue;
        }
      }
      long wanted = Math.min(maxRows - sent, current.rows() - nextRow);
      for (long i = 0; i < wanted; i++) {
        encoder.encode(current.columns(), current.first() + nextRow++, out.buffer());
        out.relieve();
      }
      sent += wanted;
    }
    return sent;
  }

  private @Nullable ResultChunk fetch() {
    if (!atEnd) {
      chunk = stream.next();
      nextRow = 0;
      if (chunk == null) {
        atEnd = true;
        close();
      }
    }
    return atEnd ? null : chunk;
  }

  /** All rows have been sent and the stream has said so. */
  boolean isAtEnd() {
    return atEnd;
  }

  void close() {
    if (!closed) {
      closed = true;
      stream.close();
    }
  }
}
