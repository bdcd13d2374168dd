package dev.tidewater.engine.aggregate;

import dev.tidewater.types.vector.ColumnVector;
import org.jspecify.annotations.Nullable;

final class Arguments {
  private Arguments() {}

  static ColumnVector required(@Nullable ColumnVector argument) {
    if (argument == null) {
      throw new IllegalArgumentException("the aggregate needs an argument");
    }
    return argument;
  }
}
