package dev.tidewater.engine.function;

import dev.tidewater.engine.function.SqlFunction.Arity;
import dev.tidewater.engine.function.SqlFunction.Kind;
import dev.tidewater.types.SqlType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the catalog: each {@code declare} method of a family of functions adds to it. */
final class Declarations {
  private final List<SqlFunction> functions = new ArrayList<>();

  List<SqlFunction> functions() {
    return functions;
  }

  /** Begins a declaration; it counts once {@link Declaration#as} is called. */
  Declaration function(String name, String description) {
    return new Declaration(name, Kind.FUNCTION, description);
  }

  Declaration operator(String symbol, String description) {
    return new Declaration(symbol, Kind.OPERATOR, description);
  }

  Declaration aggregate(String name, String description) {
    return new Declaration(name, Kind.AGGREGATE, description).nulls(NullBehavior.ANY);
  }

  /** A function over the rows of a partition. */
  Declaration window(String name, String description) {
    return new Declaration(name, Kind.WINDOW, description).nulls(NullBehavior.ANY);
  }

  /** A function that gives any number of rows. */
  Declaration set(String name, String description) {
    return new Declaration(name, Kind.SET_RETURNING, description).nulls(NullBehavior.ANY);
  }

  void cast(SqlType from, SqlType to, CastContext context, Implementation implementation) {
    cast(from, to, context, Volatility.IMMUTABLE, implementation);
  }

  void cast(
      SqlType from,
      SqlType to,
      CastContext context,
      Volatility volatility,
      Implementation implementation) {
    add("cast", from, to, context, volatility, implementation);
  }

  /** What happens instead of the cast when a value is put into a column. */
  void assignment(SqlType from, SqlType to, Implementation implementation) {
    add("assign", from, to, CastContext.ASSIGNMENT, Volatility.IMMUTABLE, implementation);
  }

  private void add(
      String name,
      SqlType from,
      SqlType to,
      CastContext context,
      Volatility volatility,
      Implementation implementation) {
    functions.add(
        new SqlFunction(
            name,
            Kind.CAST,
            List.of(new ParameterType.Exact(from)),
            Arity.FIXED,
            new ParameterType.Exact(to),
            NullBehavior.STRICT,
            volatility,
            "Converts " + from.display() + " to " + to.display(),
            context,
            implementation));
  }

  /** One declaration in the making. */
  final class Declaration {
    private final String name;
    private final Kind kind;
    private final String description;
    private List<ParameterType> parameters = List.of();
    private Arity arity = Arity.FIXED;
    private @Nullable ParameterType result;
    private NullBehavior nulls = NullBehavior.STRICT;
    private Volatility volatility = Volatility.IMMUTABLE;

    private Declaration(String name, Kind kind, String description) {
      this.name = name;
      this.kind = kind;
      this.description = description;
    }

    Declaration takes(SqlType... types) {
      parameters = new ArrayList<>();
      for (SqlType type : types) {
        parameters.add(new ParameterType.Exact(type));
      }
      return this;
    }

    Declaration takes(ParameterType... types) {
      parameters = Arrays.asList(types);
      return this;
    }

    Declaration variadic() {
      arity = Arity.VARIADIC;
      return this;
    }

    Declaration star() {
      arity = Arity.STAR;
      return this;
    }

    Declaration gives(SqlType type) {
      return gives(new ParameterType.Exact(type));
    }

    Declaration gives(ParameterType type) {
      result = type;
      return this;
    }

    Declaration nulls(NullBehavior behavior) {
      nulls = behavior;
      return this;
    }

    Declaration orNull() {
      return nulls(NullBehavior.STRICT_OR_NULL);
    }

    Declaration stable() {
      volatility = Volatility.STABLE;
      return this;
    }

    Declaration randomly() {
      volatility = Volatility.VOLATILE;
      return this;
    }

    /** Counts the declaration of a set-returning function, which operators run. */
    void byRows() {
      as(SetFunctions.implementation());
    }

    void as(Implementation implementation) {
      if (result == null) {
        throw new IllegalStateException("a function has a result: " + name);
      }
      functions.add(
          new SqlFunction(
              name,
              kind,
              parameters,
              arity,
              result,
              nulls,
              volatility,
              description,
              null,
              implementation));
    }
  }
}
