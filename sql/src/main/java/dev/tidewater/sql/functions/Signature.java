package dev.tidewater.sql.functions;

import dev.tidewater.sql.rel.NullBehavior;
import dev.tidewater.sql.rel.Stability;
import java.util.List;

/**
 * One overload of a function or operator.
 *
 * @param identity what it is called in plans; see {@link #identity()}
 * @param name as in SQL, or an operator's symbol
 * @param parameters what it takes; the last one repeats if it is variadic
 * @param result what it gives
 */
public record Signature(
    String identity,
    String name,
    Kind kind,
    List<ParameterType> parameters,
    Arity arity,
    ParameterType result,
    NullBehavior nulls,
    Stability stability) {

  /** What kind of function. */
  public enum Kind {
    SCALAR,
    AGGREGATE,
    TABLE
  }

  /** Whether the last parameter may come several times. */
  public enum Arity {
    FIXED,
    VARIADIC
  }

  public Signature {
    parameters = List.copyOf(parameters);
  }

  /** What parameter an argument falls to. */
  public ParameterType parameter(int argument) {
    return parameters.get(Math.min(argument, parameters.size() - 1));
  }

  /** Whether it can be called with so many arguments. */
  public boolean takes(int arguments) {
    return switch (arity) {
      case FIXED -> arguments == parameters.size();
      case VARIADIC -> arguments >= parameters.size();
    };
  }
}
