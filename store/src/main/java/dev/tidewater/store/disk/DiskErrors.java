package dev.tidewater.store.disk;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.io.IOException;
import java.util.Locale;

/** Gives an I/O failure its meaning for the user. */
public final class DiskErrors {
  private DiskErrors() {}

  /** A full disk or quota is {@code DISK_FULL}; everything else is {@code IO_ERROR}. */
  public static TidewaterException translate(String operation, Object subject, IOException cause) {
    if (isFull(cause)) {
      return new TidewaterException(
              ErrorCode.DISK_FULL,
              "no space left on the store's disk: cannot {operation} {subject}",
              cause)
          .with("operation", operation)
          .with("subject", subject)
          .hint(
              "Free some space; nothing accepted before is lost, and a running server goes on by itself.");
    }
    return new TidewaterException(
            ErrorCode.IO_ERROR, "the store cannot {operation} {subject}", cause)
        .with("operation", operation)
        .with("subject", subject)
        .detail(String.valueOf(cause.getMessage()));
  }

  /** The JDK has no type for it: the text is the C library's. */
  private static boolean isFull(IOException failure) {
    String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return text.contains("no space left") || text.contains("quota exceeded");
  }
}
