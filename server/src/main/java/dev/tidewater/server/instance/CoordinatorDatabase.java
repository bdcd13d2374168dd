package dev.tidewater.server.instance;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.nio.file.Path;

/** Opens the real database. */
final class CoordinatorDatabase {
  private CoordinatorDatabase() {}

  static Database open(Path directory, Path catalogDirectory) {
    throw new TidewaterException(
            ErrorCode.FEATURE_NOT_SUPPORTED, "there is no database yet to open in {directory}")
        .with("directory", directory);
  }
}
