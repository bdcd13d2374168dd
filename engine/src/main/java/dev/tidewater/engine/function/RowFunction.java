package dev.tidewater.engine.function;

import org.jspecify.annotations.Nullable;

/** A function over the Java forms of one row's arguments. */
@FunctionalInterface
interface RowFunction {
  /** The array is reused for the next row. */
  @Nullable Object apply(@Nullable Object[] args);
}
