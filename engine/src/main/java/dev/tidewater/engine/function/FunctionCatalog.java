package dev.tidewater.engine.function;

import dev.tidewater.engine.function.SqlFunction.Kind;
import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.TypeKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every function, operator, cast and aggregate there is, each declared once. What is listed here is
 * what the analyzer chooses among, what {@code pg_proc} and the documentation show, and what the
 * evaluator runs. Immutable; safe for use by many threads.
 */
public final class FunctionCatalog {
  private static final FunctionCatalog STANDARD = new FunctionCatalog();

  private final List<SqlFunction> all;
  private final Map<String, SqlFunction> byIdentity = new LinkedHashMap<>();
  private final Map<String, List<SqlFunction>> functionsByName = new LinkedHashMap<>();
  private final Map<String, List<SqlFunction>> operatorsByName = new LinkedHashMap<>();

  private FunctionCatalog() {
    Declarations declarations = new Declarations();
    FunctionFamilies.declareAll(declarations);
    this.all = List.copyOf(declarations.functions());
    for (SqlFunction function : all) {
      if (byIdentity.put(function.identity(), function) != null) {
        throw new IllegalStateException("declared twice: " + function.identity());
      }
      Map<String, List<SqlFunction>> names =
          switch (function.kind()) {
            case FUNCTION, AGGREGATE, WINDOW, SET_RETURNING -> functionsByName;
            case OPERATOR -> operatorsByName;
            case CAST -> Map.of();
          };
      if (function.kind() != Kind.CAST && !function.isInternal()) {
        names.computeIfAbsent(function.name(), name -> new ArrayList<>()).add(function);
      }
    }
  }

  /** The catalog of the product. */
  public static FunctionCatalog standard() {
    return STANDARD;
  }

  /** Everything in the order of declaration; array casts are not listed but found. */
  public List<SqlFunction> all() {
    return all;
  }

  /** Overloads of a function, aggregates included; empty if there is none of the name. */
  public List<SqlFunction> functions(String name) {
    return List.copyOf(functionsByName.getOrDefault(name, List.of()));
  }

  /** Overloads of an operator, prefix (one parameter) and infix (two). */
  public List<SqlFunction> operators(String symbol) {
    return List.copyOf(operatorsByName.getOrDefault(symbol, List.of()));
  }

  /**
   * The cast from one type to another, modifiers apart. From a type to itself: what applies
   * modifiers. The modifiers that it applies are those of the call's type.
   */
  public Optional<SqlFunction> cast(SqlType from, SqlType to) {
    return find("cast(" + TypeIdentity.of(from) + "," + TypeIdentity.of(to) + ")");
  }

  /**
   * What puts a value of one type into a column of another: as {@link #cast}, except that text too
   * long for {@code varchar(n)} and {@code char(n)} fails where a cast cuts it.
   */
  public Optional<SqlFunction> assignment(SqlType from, SqlType to) {
    return find("assign(" + TypeIdentity.of(from) + "," + TypeIdentity.of(to) + ")")
        .or(() -> cast(from, to));
  }

  /** The function of an identity, as it stands in a plan. */
  public SqlFunction byIdentity(String identity) {
    return find(identity)
        .orElseThrow(
            () ->
                new TidewaterException(
                        ErrorCode.UNDEFINED_FUNCTION, "function {function} does not exist")
                    .with("function", identity));
  }

  private Optional<SqlFunction> find(String identity) {
    SqlFunction declared = byIdentity.get(identity);
    return declared != null ? Optional.of(declared) : arrayCast(identity);
  }

  /** A cast of an array is the cast of its elements. */
  private Optional<SqlFunction> arrayCast(String identity) {
    int open = identity.indexOf('(');
    int comma = identity.indexOf(',');
    if (!identity.startsWith("cast(") || comma < 0) {
      return Optional.empty();
    }
    Optional<SqlType> from = TypeIdentity.parse(identity.substring(open + 1, comma));
    Optional<SqlType> to = TypeIdentity.parse(identity.substring(comma + 1, identity.length() - 1));
    if (from.orElse(ScalarType.VOID) instanceof ArrayType source
        && to.orElse(ScalarType.VOID) instanceof ArrayType target
        && target.element().kind() != TypeKind.UNKNOWN) {
      return cast(source.element(), target.element())
          .map(element -> ArrayCasts.of(source, target, element));
    }
    return Optional.empty();
  }
}
