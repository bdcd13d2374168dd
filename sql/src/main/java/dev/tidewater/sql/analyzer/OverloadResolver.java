package dev.tidewater.sql.analyzer;

import dev.tidewater.engine.function.CastContext;
import dev.tidewater.engine.function.ParameterType;
import dev.tidewater.engine.function.ParameterType.Exact;
import dev.tidewater.engine.function.ParameterType.Polymorphic;
import dev.tidewater.engine.function.SqlFunction;
import dev.tidewater.types.ArrayType;
import dev.tidewater.types.RecordType;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among the overloads of a function or operator, step by step as PostgreSQL's manual has it
 * in "Function Type Resolution" and "Operator Type Resolution".
 */
final class OverloadResolver {
  private final Coercion coercion;

  OverloadResolver(Coercion coercion) {
    this.coercion = coercion;
  }

  /** What came of the search. */
  sealed interface Outcome {}

  /** The one that fits best, and what its parameters and result are for these arguments. */
  record Chosen(SqlFunction signature, List<SqlType> parameters, SqlType result)
      implements Outcome {}

  /** Nothing can take the arguments. */
  record NoneFits() implements Outcome {}

  /** Several fit and none is better. */
  record Ambiguous() implements Outcome {}

  /** For a function. */
  Outcome resolve(List<SqlFunction> overloads, List<SqlType> arguments) {
    List<Candidate> candidates = candidates(overloads, arguments);
    for (Candidate candidate : candidates) {
      if (candidate.isExact(arguments)) {
        return candidate.chosen(arguments);
      }
    }
    return best(candidates, arguments);
  }

  /** For an infix operator: an open operand is first tried as of the other's type. */
  Outcome resolveInfix(List<SqlFunction> overloads, SqlType left, SqlType right) {
    SqlType assumedLeft = Types.isUnknown(left) ? right : left;
    SqlType assumedRight = Types.isUnknown(right) ? left : right;
    List<SqlType> assumed = List.of(assumedLeft, assumedRight);
    if (!Types.isUnknown(assumedLeft)) {
      for (Candidate candidate : candidates(overloads, assumed)) {
        if (candidate.isExact(assumed)) {
          return candidate.chosen(assumed);
        }
      }
    }
    return resolve(overloads, List.of(left, right));
  }

  private List<Candidate> candidates(List<SqlFunction> overloads, List<SqlType> arguments) {
    List<Candidate> candidates = new ArrayList<>();
    for (SqlFunction signature : overloads) {
      if (takes(signature, arguments.size())) {
        Candidate candidate = bind(signature, arguments);
        if (candidate != null) {
          candidates.add(candidate);
        }
      }
    }
    return candidates;
  }

  private static boolean takes(SqlFunction function, int arguments) {
    return switch (function.arity()) {
      case FIXED -> arguments == function.parameters().size();
      case VARIADIC -> arguments >= function.parameters().size();
      case STAR -> arguments == 0;
    };
  }

  /** Settles the polymorphic parameters; null if an argument can't become its parameter's type. */
  private @Nullable Candidate bind(SqlFunction signature, List<SqlType> arguments) {
    Polymorphism polymorphism = new Polymorphism(coercion, signature, arguments);
    if (polymorphism.isImpossible()) {
      return null;
    }
    SqlType element = polymorphism.element();
    List<SqlType> parameters = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      SqlType type = parameterType(signature.parameter(i), element, arguments.get(i));
      if (type == null || !coercion.canCoerce(arguments.get(i), type, CastContext.IMPLICIT)) {
        return null;
      }
      parameters.add(type);
    }
    return new Candidate(signature, parameters, element);
  }

  private static @Nullable SqlType parameterType(
      ParameterType parameter, @Nullable SqlType element, SqlType argument) {
    if (parameter instanceof Exact exact) {
      return exact.type();
    }
    return switch ((Polymorphic) parameter) {
      case ANY -> Types.isUnknown(argument) ? ScalarType.TEXT : argument;
      case NON_ARRAY ->
          argument instanceof ArrayType
              ? null
              : Types.isUnknown(argument) ? ScalarType.TEXT : argument;
      case ELEMENT, COMPATIBLE -> element;
      case RECORD -> argument instanceof RecordType ? argument : null;
      case ARRAY, COMPATIBLE_ARRAY ->
          element instanceof ScalarType scalar ? new ArrayType(scalar) : null;
    };
  }

  private Outcome best(List<Candidate> candidates, List<SqlType> arguments) {
    if (candidates.isEmpty()) {
      return new NoneFits();
    }
    List<Candidate> left = keepMost(candidates, candidate -> candidate.exactMatches(arguments));
    left = keepMost(left, candidate -> candidate.preferredMatches(arguments));
    if (left.size() > 1 && arguments.stream().anyMatch(Types::isUnknown)) {
      left = new OpenArguments(coercion).narrow(left, arguments);
    }
    return left.size() == 1 ? left.get(0).chosen(arguments) : new Ambiguous();
  }

  private static List<Candidate> keepMost(
      List<Candidate> candidates, ToIntFunction<Candidate> matches) {
    int most = candidates.stream().mapToInt(matches).max().orElse(0);
    return candidates.stream().filter(c -> matches.applyAsInt(c) == most).toList();
  }

  /** An overload that can take the arguments. */
  record Candidate(SqlFunction signature, List<SqlType> parameters, @Nullable SqlType element) {
    boolean isExact(List<SqlType> arguments) {
      return exactMatches(arguments) == arguments.size();
    }

    int exactMatches(List<SqlType> arguments) {
      int matches = 0;
      for (int i = 0; i < arguments.size(); i++) {
        matches += isExact(i, arguments.get(i)) ? 1 : 0;
      }
      return matches;
    }

    int preferredMatches(List<SqlType> arguments) {
      int matches = 0;
      for (int i = 0; i < arguments.size(); i++) {
        SqlType argument = arguments.get(i);
        SqlType parameter = parameters.get(i);
        boolean preferred =
            !Types.isUnknown(argument)
                && TypeCategory.isPreferred(parameter)
                && TypeCategory.of(argument) == category(i);
        matches += preferred || isExact(i, argument) ? 1 : 0;
      }
      return matches;
    }

    /** A parameter that stands for any type matches none exactly. */
    private boolean isExact(int position, SqlType argument) {
      return isPlain(position) && Types.same(argument, parameters.get(position));
    }

    private boolean isPlain(int position) {
      return signature.parameter(position) instanceof Exact;
    }

    TypeCategory category(int position) {
      return isPlain(position)
          ? TypeCategory.of(parameters.get(position))
          : TypeCategory.POLYMORPHIC;
    }

    Chosen chosen(List<SqlType> arguments) {
      return new Chosen(signature, parameters, Polymorphism.result(signature, element));
    }
  }
}
