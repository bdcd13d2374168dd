package dev.tidewater.engine.function;

import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import java.util.List;
import java.util.Optional;

/**
 * A call as it stands in a plan.
 *
 * @param argumentTypes with modifiers
 * @param constants for each argument its value in Java form, if it is a literal and not NULL
 * @param resultType with modifiers
 */
public record BoundCall(
    SqlFunction function,
    List<SqlType> argumentTypes,
    List<Optional<Object>> constants,
    SqlType resultType,
    SessionFunctions session) {
  public BoundCall {
    argumentTypes = List.copyOf(argumentTypes);
    constants = List.copyOf(constants);
  }

  int arity() {
    return argumentTypes.size();
  }

  SqlType argumentType(int argument) {
    return argumentTypes.get(argument);
  }

  /** The result's type where it can't be an array. */
  ScalarType scalarResult() {
    return (ScalarType) resultType;
  }

  /** The same call with arguments of other types. */
  BoundCall withArgumentTypes(List<SqlType> newTypes) {
    return new BoundCall(function, newTypes, constants, resultType, session);
  }

  BoundCall withResultType(SqlType newType) {
    return new BoundCall(function, argumentTypes, constants, newType, session);
  }
}
