package dev.tidewater.engine.function;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One overload of a function, operator, cast or aggregate. Immutable.
 *
 * @param name as in SQL; an operator's symbol; of a cast {@code cast} or {@code assign}
 * @param parameters what it takes; the last one repeats if it is variadic
 * @param result what it gives
 * @param castContext of a cast: when it happens unasked; else null
 * @param implementation how it is computed; of aggregates and set-returning functions it only fails
 */
public record SqlFunction(
    String name,
    Kind kind,
    List<ParameterType> parameters,
    Arity arity,
    ParameterType result,
    NullBehavior nulls,
    Volatility volatility,
    String description,
    @Nullable CastContext castContext,
    Implementation implementation) {

  /** What kind of function. */
  public enum Kind {
    FUNCTION,
    OPERATOR,
    CAST,
    AGGREGATE,
    WINDOW,
    SET_RETURNING
  }

  /** Whether the last parameter may come several times. */
  public enum Arity {
    FIXED,
    VARIADIC,
    /** {@code count(*)}: takes rows, not values. */
    STAR
  }

  public SqlFunction {
    parameters = List.copyOf(parameters);
  }

  /** Its name in plans, for example {@code +(int4,int4)}, {@code cast(int4,int8)}. */
  public String identity() {
    if (arity == Arity.STAR) {
      return name + "(*)";
    }
    String types =
        parameters.stream().map(ParameterType::identity).collect(Collectors.joining(","));
    return switch (kind) {
      case CAST -> name + "(" + types + "," + result.identity() + ")";
      default -> name + "(" + types + (arity == Arity.VARIADIC ? "..." : "") + ")";
    };
  }

  /** Whether only syntax stands for it, so that no name in a statement means it. */
  public boolean isInternal() {
    return name.startsWith("$");
  }

  /** The type of an argument's place. */
  public ParameterType parameter(int argument) {
    return parameters.get(Math.min(argument, parameters.size() - 1));
  }

  public Optional<CastContext> context() {
    return Optional.ofNullable(castContext);
  }
}
