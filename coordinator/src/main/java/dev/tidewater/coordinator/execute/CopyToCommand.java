package dev.tidewater.coordinator.execute;

import dev.tidewater.coordinator.session.Execution;
import dev.tidewater.coordinator.session.ResultChunk;
import dev.tidewater.coordinator.session.RowStream;
import dev.tidewater.sql.ast.DataStatement.CopyEndpointKind;
import dev.tidewater.sql.ast.DataStatement.CopyTo;
import dev.tidewater.sql.planner.OutputColumn;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.format.TextFormat;
import dev.tidewater.types.row.ByteSink;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** COPY … TO STDOUT in text and CSV form. */
final class CopyToCommand {
  private final TextFormat text;

  CopyToCommand(TextFormat text) {
    this.text = text;
  }

  Execution start(CopyTo statement, List<OutputColumn> columns, RowStream rows) {
    if (statement.endpoint().kind() != CopyEndpointKind.STDOUT) {
      rows.close();
      throw new TidewaterException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "COPY TO is only supported to STDOUT")
          .at(statement.endpoint().position().offset());
    }
    CopyFormat format = CopyFormat.of(statement.options());
    Encoded encoded = new Encoded(format, columns, rows);
    return new Execution.CopyOut(columns.size(), encoded, () -> "COPY " + encoded.count);
  }

  /** The rows as bytes, a chunk at a time. */
  private final class Encoded extends InputStream {
    private final CopyFormat format;
    private final List<SqlType> types;
    private final RowStream rows;
    private final ByteSink field = new ByteSink();
    private final ByteSink buffer = new ByteSink();
    private int position;
    private long count;

    Encoded(CopyFormat format, List<OutputColumn> columns, RowStream rows) {
      this.format = format;
      this.types = columns.stream().map(OutputColumn::type).toList();
      this.rows = rows;
      if (format.header()) {
        appendHeader(columns);
      }
    }

    private void appendHeader(List<OutputColumn> columns) {
      for (int i = 0; i < columns.size(); i++) {
        separate(i);
        byte[] name = columns.get(i).name().getBytes(StandardCharsets.UTF_8);
        appendField(name, name.length);
      }
      buffer.putByte('\n');
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      while (position == buffer.size()) {
        buffer.clear();
        position = 0;
        ResultChunk chunk = rows.next();
        if (chunk == null) {
          return -1;
        }
        append(chunk);
      }
      int count = Math.min(length, buffer.size() - position);
      System.arraycopy(buffer.array(), position, target, offset, count);
      position += count;
      return count;
    }

    private void append(ResultChunk chunk) {
      count += chunk.rows();
      for (int row = 0; row < chunk.rows(); row++) {
        for (int i = 0; i < types.size(); i++) {
          separate(i);
          if (chunk.columns().get(i).isNull(row)) {
            buffer.putUtf8(format.nullText());
          } else {
            field.clear();
            text.append(chunk.columns().get(i), types.get(i), row, field);
            appendField(field.array(), field.size());
          }
        }
        buffer.putByte('\n');
      }
    }

    private void separate(int column) {
      if (column > 0) {
        buffer.putByte(format.delimiter());
      }
    }

    private void appendField(byte[] bytes, int length) {
      if (format.csv()) {
        appendCsv(bytes, length);
      } else {
        appendEscaped(bytes, length);
      }
    }

    private void appendCsv(byte[] bytes, int length) {
      if (!needsQuotes(bytes, length)) {
        buffer.putBytes(bytes, 0, length);
        return;
      }
      buffer.putByte(format.quote());
      for (int i = 0; i < length; i++) {
        if (bytes[i] == format.quote() || bytes[i] == format.escape()) {
          buffer.putByte(format.escape());
        }
        buffer.putByte(bytes[i]);
      }
      buffer.putByte(format.quote());
    }

    private boolean needsQuotes(byte[] bytes, int length) {
      if (new String(bytes, 0, length, StandardCharsets.UTF_8).equals(format.nullText())) {
        return true; // So that it can be told from NULL.
      }
      for (int i = 0; i < length; i++) {
        byte b = bytes[i];
        if (b == format.delimiter() || b == format.quote() || b == '\n' || b == '\r') {
          return true;
        }
      }
      return false;
    }

    private void appendEscaped(byte[] bytes, int length) {
      for (int i = 0; i < length; i++) {
        switch (bytes[i]) {
          case '\\' -> buffer.putUtf8("\\\\");
          case '\n' -> buffer.putUtf8("\\n");
          case '\r' -> buffer.putUtf8("\\r");
          case '\t' -> buffer.putUtf8("\\t");
          case '\b' -> buffer.putUtf8("\\b");
          case '\f' -> buffer.putUtf8("\\f");
          case 0x0b -> buffer.putUtf8("\\v");
          default -> {
            if (bytes[i] == format.delimiter()) {
              buffer.putByte('\\');
            }
            buffer.putByte(bytes[i]);
          }
        }
      }
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
