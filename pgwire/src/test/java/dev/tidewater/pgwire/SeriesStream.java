package dev.tidewater.pgwire;

import dev.tidewater.coordinator.session.ResultChunk;
import dev.tidewater.coordinator.session.ResultColumn;
import dev.tidewater.coordinator.session.RowStream;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.LongVector;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** So many rows (n, 'row n'), every tenth text NULL; then its end or an error. */
final class SeriesStream implements RowStream {
  static final List<ResultColumn> COLUMNS =
      List.of(new ResultColumn("n", ScalarType.INT8), new ResultColumn("t", ScalarType.TEXT));

  private static final int CHUNK_ROWS = 100;

  private final int rows;
  private final @Nullable TidewaterException errorAtEnd;
  private final ScriptedDatabase database;
  private final LongVector numbers = new LongVector(CHUNK_ROWS);
  private final BytesVector texts = new BytesVector(CHUNK_ROWS);
  private int given;

  SeriesStream(int rows, @Nullable TidewaterException errorAtEnd, ScriptedDatabase database) {
    this.rows = rows;
    this.errorAtEnd = errorAtEnd;
    this.database = database;
  }

  /** Rows that were asked for so far. */
  int given() {
    return given;
  }

  @Override
  public @Nullable ResultChunk next() {
    int count = Math.min(CHUNK_ROWS, rows - given);
    if (count == 0) {
      if (errorAtEnd != null) {
        throw errorAtEnd;
      }
      return null;
    }
    numbers.clear();
    texts.clear();
    for (int i = 0; i < count; i++) {
      int n = ++given;
      numbers.values[i] = n;
      if (n % 10 == 0) {
        texts.setNull(i);
      } else {
        byte[] text = ("row " + n).getBytes(StandardCharsets.UTF_8);
        texts.append(i, text, 0, text.length);
      }
    }
    database.streamed(given);
    return new ResultChunk(count, List.of(numbers, texts));
  }

  @Override
  public void close() {
    database.log.add("stream closed after " + given);
  }
}
