package dev.tidewater.engine.operator;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchBuilder;
import dev.tidewater.zset.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The errors of expressions over data: a Z-set beside the rows. An error comes with the diff of the
 * row that caused it, so it goes when the row goes.
 */
public final class ErrorCollector {
  /** Rows of an error collection: the name of the {@link ErrorCode}, the message. */
  public static final RowLayout LAYOUT =
      RowLayout.of(List.of(ScalarType.TEXT, ScalarType.TEXT), List.of(false, false), List.of(0, 1));

  private final BatchBuilder builder = new BatchBuilder();

  public void add(ErrorCode code, String message, long diff) {
    byte[] row = LAYOUT.encode(new @Nullable Object[] {code.name(), message});
    builder.add(row, 0, row.length, 0, diff);
  }

  public void add(TidewaterException error, long diff) {
    add(error.code(), error.getMessage(), diff);
  }

  /** Adds what another collector drained. */
  public void addAll(Batch errors) {
    for (Page page : errors.pages()) {
      for (int i = 0; i < page.count(); i++) {
        builder.add(page.bytes(), page.offset(i), page.length(i), 0, page.diff(i));
      }
    }
  }

  /** True if nothing was added since the last {@link #drain}. */
  public boolean isEmpty() {
    return builder.isEmpty();
  }

  /** The changes since the last call. */
  public Batch drain() {
    return builder.isEmpty() ? Batch.empty() : builder.build();
  }

  /** The exception that a row of an error collection stands for. */
  public static TidewaterException toException(byte[] bytes, int offset, int length) {
    @Nullable Object[] values = LAYOUT.decode(bytes, offset, length);
    return new TidewaterException(codeOf(String.valueOf(values[0])), "{message}")
        .with("message", values[1]);
  }

  private static ErrorCode codeOf(String name) {
    for (ErrorCode code : ErrorCode.values()) {
      if (code.name().equals(name)) {
        return code;
      }
    }
    return ErrorCode.INTERNAL_ERROR;
  }
}
