package dev.tidewater.coordinator.session;

import dev.tidewater.types.SqlType;
import java.util.List;
import java.util.Optional;

/**
 * A statement that was parsed and analyzed in a session.
 *
 * @see Session#prepare
 */
public interface Prepared {
  /** Types of {@code $1}, {@code $2}, … as given or inferred. */
  List<SqlType> parameterTypes();

  /** Columns of the rows it will return; empty if it returns none. */
  Optional<List<ResultColumn>> columns();

  /** True for an empty query string. */
  boolean isEmpty();
}
