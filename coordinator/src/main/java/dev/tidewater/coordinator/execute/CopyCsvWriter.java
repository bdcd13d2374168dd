package dev.tidewater.coordinator.execute;

import dev.tidewater.coordinator.session.ResultColumn;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.format.TextFormat;
import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.vector.ColumnVector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** CSV as PostgreSQL writes it: quotes where they are needed or asked for. */
final class CopyCsvWriter implements CopyRowWriter {
  /** Alone on a line it would be taken for the end of the data. */
  private static final byte[] END_MARK = {'\\', '.'};

  private final CopyFormat format;
  private final List<ResultColumn> columns;
  private final SqlType[] types;
  private final boolean[] forced;
  private final byte[] nullText;
  private final TextFormat text;
  private final ByteSink field = new ByteSink();

  CopyCsvWriter(CopyFormat format, List<ResultColumn> columns, TextFormat text) {
    this.format = format;
    this.columns = columns;
    this.types = columns.stream().map(ResultColumn::type).toArray(SqlType[]::new);
    this.forced = new boolean[types.length];
    for (int i = 0; i < forced.length; i++) {
      forced[i] = format.forcesAllQuotes() || format.forcedQuotes().contains(columns.get(i).name());
    }
    this.nullText = format.nullText().getBytes(StandardCharsets.UTF_8);
    this.text = text;
  }

  @Override
  public void appendHeader(ByteSink out) {
    if (!format.header()) {
      return;
    }
    for (int i = 0; i < types.length; i++) {
      separate(i, out);
      byte[] name = columns.get(i).name().getBytes(StandardCharsets.UTF_8);
      appendField(name, name.length, needsQuotes(name, name.length), out);
    }
    out.putByte('\n');
  }

  @Override
  public void append(List<ColumnVector> vectors, int row, ByteSink out) {
    for (int i = 0; i < types.length; i++) {
      separate(i, out);
      if (vectors.get(i).isNull(row)) {
        out.putBytes(nullText);
      } else {
        field.clear();
        text.append(vectors.get(i), types[i], row, field);
        boolean quoted = forced[i] || needsQuotes(field.array(), field.size());
        appendField(field.array(), field.size(), quoted, out);
      }
    }
    out.putByte('\n');
  }

  private void separate(int column, ByteSink out) {
    if (column > 0) {
      out.putByte(format.delimiter());
    }
  }

  private void appendField(byte[] bytes, int length, boolean quoted, ByteSink out) {
    if (!quoted) {
      out.putBytes(bytes, 0, length);
      return;
    }
    out.putByte(format.quote());
    for (int i = 0; i < length; i++) {
      if (bytes[i] == format.quote() || bytes[i] == format.escape()) {
        out.putByte(format.escape());
      }
      out.putByte(bytes[i]);
    }
    out.putByte(format.quote());
  }

  private boolean needsQuotes(byte[] bytes, int length) {
    if (isSame(bytes, length, nullText) || (types.length == 1 && isSame(bytes, length, END_MARK))) {
      return true; // So that it can be told from NULL and from the end.
    }
    for (int i = 0; i < length; i++) {
      byte b = bytes[i];
      if (b == format.delimiter() || b == format.quote() || b == '\n' || b == '\r') {
        return true;
      }
    }
    return false;
  }

  private static boolean isSame(byte[] bytes, int length, byte[] other) {
    return Arrays.equals(bytes, 0, length, other, 0, other.length);
  }
}
