package dev.tidewater.engine.function;

import org.jspecify.annotations.Nullable;

/** A set-returning function made ready for a session. Used by one thread. */
@FunctionalInterface
public interface RowSetFunction {
  /**
   * Begins the rows of one call.
   *
   * @param arguments in the Java form of their types
   * @throws dev.tidewater.types.TidewaterException if the arguments make no sense; also {@link
   *     RowSet#fill} may throw
   */
  RowSet open(@Nullable Object[] arguments);
}
