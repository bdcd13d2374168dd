package dev.tidewater.coordinator.execute;

import dev.tidewater.coordinator.session.ResultChunk;
import dev.tidewater.coordinator.session.RowStream;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.ColumnVector;
import org.jspecify.annotations.Nullable;

/** Ends a result that grows beyond {@code max_result_size}. */
final class ResultLimit implements RowStream {
  /** What a value without bytes of its own counts. */
  private static final long FIXED_BYTES = 8;

  private final RowStream rows;
  private final String setting;
  private final long limitBytes;
  private long bytes;

  private ResultLimit(RowStream rows, String setting, long limitBytes) {
    this.rows = rows;
    this.setting = setting;
    this.limitBytes = limitBytes;
  }

  /**
   * @param limitBytes 0 for none
   */
  static RowStream of(RowStream rows, String setting, long limitBytes) {
    return limitBytes == 0 ? rows : new ResultLimit(rows, setting, limitBytes);
  }

  @Override
  public @Nullable ResultChunk next() {
    ResultChunk chunk = rows.next();
    if (chunk != null) {
      chunk.columns().forEach(column -> count(column, chunk));
      if (bytes > limitBytes) {
        throw new TidewaterException(ErrorCode.OUT_OF_MEMORY, "result exceeds max size of {limit}")
            .with("limit", setting)
            .hint("Ask for fewer rows, fetch them by a cursor or COPY, or raise max_result_size.");
      }
    }
    return chunk;
  }

  private void count(ColumnVector column, ResultChunk chunk) {
    bytes += FIXED_BYTES * chunk.rows();
    if (column instanceof BytesVector texts) {
      for (int row = chunk.first(); row < chunk.first() + chunk.rows(); row++) {
        bytes += texts.isNull(row) ? 0 : texts.lengths[row];
      }
    }
  }

  @Override
  public void close() {
    rows.close();
  }
}
