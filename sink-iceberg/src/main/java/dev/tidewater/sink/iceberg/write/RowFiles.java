package dev.tidewater.sink.iceberg.write;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.RowDecoder;
import dev.tidewater.types.vector.ColumnVector;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Takes encoded rows, decodes them some thousand at a time, and writes them to files. For one
 * thread.
 *
 * @param <F> what a finished file is
 */
final class RowFiles<F> implements AutoCloseable {
  private final RowBuffer buffer = new RowBuffer();
  private final RowDecoder decoder;
  private final ColumnVector[] decoded;
  private final VectorRow rows;
  private final RollingFiles<F> files;
  private final RowNames names;
  private final LongConsumer written;
  private Runnable stop = () -> {};

  /**
   * @param decoded what the decoder fills
   * @param taken what the files take: the same vectors, or these and more
   * @param written is told how many more rows were written
   */
  RowFiles(
      RowDecoder decoder,
      ColumnVector[] decoded,
      ColumnVector[] taken,
      RollingFiles<F> files,
      RowNames names,
      LongConsumer written) {
    this.decoder = decoder;
    this.decoded = decoded;
    this.rows = new VectorRow(taken);
    this.files = files;
    this.names = names;
    this.written = written;
  }

  /** Asks before each run of rows whether to go on; the action throws if not. */
  void interruptibleBy(Runnable action) {
    this.stop = action;
  }

  void add(byte[] bytes, int offset, int length) {
    buffer.add(bytes, offset, length);
  }

  void replaceLast(byte[] bytes, int offset, int length) {
    buffer.removeLast();
    buffer.add(bytes, offset, length);
  }

  /** Rows added and not yet written. */
  int pending() {
    return buffer.count();
  }

  /** Makes room if there is none; rows added before are then past replacing. */
  void makeRoom() {
    if (buffer.isFull()) {
      flush();
    }
  }

  void flush() {
    if (buffer.count() == 0) {
      return;
    }
    stop.run();
    decoder.decode(buffer.bytes(), buffer.offsets(), 0, buffer.count(), decoded);
    try {
      files.write(rows, buffer.count());
    } catch (UnfitValueException e) {
      throw unfit(e);
    }
    written.accept(buffer.count());
    buffer.clear();
  }

  private TidewaterException unfit(UnfitValueException failure) {
    int start = buffer.offsets()[rows.row];
    int end = buffer.offsets()[rows.row + 1];
    return new TidewaterException(
            ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
            "row {row}, column \"{column}\": {reason}",
            failure)
        .with("row", names.of(buffer.bytes(), start, end - start))
        .with("column", failure.column())
        .with("reason", failure.reason())
        .hint("Change or remove the row, or convert the column in a materialized view.");
  }

  List<F> finish() {
    flush();
    return files.finish();
  }

  void abort() {
    files.abort();
  }

  @Override
  public void close() {
    files.close();
  }
}
