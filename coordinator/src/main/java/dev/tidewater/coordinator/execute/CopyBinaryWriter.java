package dev.tidewater.coordinator.execute;

import dev.tidewater.coordinator.session.ResultColumn;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.format.BinaryFormat;
import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.vector.ColumnVector;
import java.util.List;

/**
 * PostgreSQL's binary form of COPY.
 *
 * <pre>
 *   "PGCOPY\n" 0xff "\r\n" 0   flags (int32: 0)   length of more header (int32: 0)
 *   number of fields (int16)   each: length (int32, -1 for NULL), value     for each row
 *   -1 (int16)
 * </pre>
 */
final class CopyBinaryWriter implements CopyRowWriter {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };

  private static final int NULL_LENGTH = -1;
  private static final int END = -1;

  private final SqlType[] types;

  CopyBinaryWriter(List<ResultColumn> columns) {
    this.types = columns.stream().map(ResultColumn::type).toArray(SqlType[]::new);
  }

  @Override
  public void appendHeader(ByteSink out) {
    out.putBytes(SIGNATURE);
    out.putInt(0);
    out.putInt(0);
  }

  @Override
  public void append(List<ColumnVector> columns, int row, ByteSink out) {
    out.putShort(types.length);
    for (int i = 0; i < types.length; i++) {
      int lengthAt = out.claim(Integer.BYTES);
      if (columns.get(i).isNull(row)) {
        out.setInt(lengthAt, NULL_LENGTH);
      } else {
        BinaryFormat.append(columns.get(i), types[i], row, out);
        out.setInt(lengthAt, out.size() - lengthAt - Integer.BYTES);
      }
    }
  }

  @Override
  public void appendTrailer(ByteSink out) {
    out.putShort(END);
  }
}
