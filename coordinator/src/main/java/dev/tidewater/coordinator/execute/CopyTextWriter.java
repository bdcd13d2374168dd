package dev.tidewater.coordinator.execute;

import dev.tidewater.coordinator.session.ResultColumn;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.format.TextFormat;
import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.vector.ColumnVector;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** PostgreSQL's text form: a line for each row, with backslashes before what would mislead. */
final class CopyTextWriter implements CopyRowWriter {
  private final CopyFormat format;
  private final List<ResultColumn> columns;
  private final SqlType[] types;
  private final TextFormat text;
  private final ByteSink field = new ByteSink();

  CopyTextWriter(CopyFormat format, List<ResultColumn> columns, TextFormat text) {
    this.format = format;
    this.columns = columns;
    this.types = columns.stream().map(ResultColumn::type).toArray(SqlType[]::new);
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
      appendEscaped(name, name.length, out);
    }
    out.putByte('\n');
  }

  @Override
  public void append(List<ColumnVector> vectors, int row, ByteSink out) {
    for (int i = 0; i < types.length; i++) {
      separate(i, out);
      if (vectors.get(i).isNull(row)) {
        out.putUtf8(format.nullText());
      } else {
        field.clear();
        text.append(vectors.get(i), types[i], row, field);
        appendEscaped(field.array(), field.size(), out);
      }
    }
    out.putByte('\n');
  }

  private void separate(int column, ByteSink out) {
    if (column > 0) {
      out.putByte(format.delimiter());
    }
  }

  private void appendEscaped(byte[] bytes, int length, ByteSink out) {
    for (int i = 0; i < length; i++) {
      int letter = escapeLetter(bytes[i]);
      if (letter != 0) {
        out.putByte('\\');
        out.putByte(letter);
      } else {
        out.putByte(bytes[i]);
      }
    }
  }

  /** What stands for a byte behind a backslash; 0 if the byte stands for itself. */
  private int escapeLetter(byte b) {
    return switch (b) {
      case '\\' -> '\\';
      case '\n' -> 'n';
      case '\r' -> 'r';
      case '\t' -> 't';
      case '\b' -> 'b';
      case '\f' -> 'f';
      case 0x0b -> 'v';
      default -> b == format.delimiter() ? b : 0;
    };
  }
}
