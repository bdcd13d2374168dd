package dev.tidewater.sql.functions;

import dev.tidewater.engine.function.CastContext;
import dev.tidewater.engine.function.FunctionCatalog;
import dev.tidewater.engine.function.SessionFunctions;
import dev.tidewater.engine.function.SqlFunction;
import dev.tidewater.engine.scalar.ScalarProgram;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.types.SqlType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The function catalog as the analyzer asks it, and the identities that it uses without being told
 * a name. Immutable; safe for use by many threads.
 */
public final class Functions {
  /** Any number of arguments of one type as an array. */
  public static final String ARRAY_OF = "array_of(anyelement...)";

  /** An array, then the index from 1; NULL outside. */
  public static final String ARRAY_ELEMENT = "array_element(anyarray,int4)";

  /** {@code count(*)}. */
  public static final String COUNT_ROWS = "count(*)";

  /** {@code count(x)}. */
  public static final String COUNT_VALUES = "count(any)";

  /** The least of any values that have an order. */
  public static final String LEAST_VALUE = "min(anyelement)";

  /** The check of a scalar sub-query: a value, and of how many rows it is. */
  public static final String SINGLE_VALUE = "single_value(anyelement,int8)";

  /** A record of values. */
  public static final String ROW = "$row(any...)";

  /** A record, then the position of the field from 0. */
  public static final String FIELD = "$field(record,int4)";

  public static final String IS_NULL_RECORD = "$is_null(record)";

  public static final String IS_NOT_NULL_RECORD = "$is_not_null(record)";

  /** A value as the only row of a set. */
  public static final String VALUE_ROW = "$value(anyelement)";

  public static final String RECORD_TEXT = "$text(record)";

  private static final Functions STANDARD = new Functions(FunctionCatalog.standard());

  private final FunctionCatalog catalog;

  private Functions(FunctionCatalog catalog) {
    this.catalog = catalog;
  }

  public static Functions standard() {
    return STANDARD;
  }

  /** Overloads of a function, scalar, aggregate or table; empty if there is none of the name. */
  public List<SqlFunction> functions(String name) {
    return catalog.functions(name);
  }

  /** Overloads of an operator, prefix (one parameter) and infix (two). */
  public List<SqlFunction> operators(String symbol) {
    return catalog.operators(symbol);
  }

  public SqlFunction byIdentity(String identity) {
    return catalog.byIdentity(identity);
  }

  /**
   * The cast from one type to another that a place of a context may use, modifiers apart; from a
   * type to itself it is what applies the modifiers.
   */
  public Optional<SqlFunction> cast(SqlType from, SqlType to, CastContext place) {
    Optional<SqlFunction> function =
        place == CastContext.EXPLICIT ? catalog.cast(from, to) : catalog.assignment(from, to);
    // Whether it is allowed is said by the cast itself.
    boolean allowed =
        catalog
            .cast(from, to)
            .flatMap(SqlFunction::context)
            .filter(context -> context.compareTo(place) <= 0)
            .isPresent();
    return allowed ? function : Optional.empty();
  }

  /**
   * Evaluates an expression without columns and parameters that hangs on no session. Fails as it
   * would when run.
   *
   * @return its value in the Java form of its type
   */
  public @Nullable Object evaluate(ScalarExpr expr) {
    return ScalarProgram.constant(expr, SessionFunctions.NONE);
  }
}
