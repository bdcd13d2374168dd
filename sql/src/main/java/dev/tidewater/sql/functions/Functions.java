package dev.tidewater.sql.functions;

import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.types.SqlType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The functions there are. Immutable; safe for use by many threads. */
public interface Functions {
  /** Identity of the array constructor: any number of arguments of one type. */
  String ARRAY_OF = "array_of(anyelement...)";

  /** Identity of the array subscript: the array, then the index from 1; NULL outside. */
  String ARRAY_ELEMENT = "array_element(anyarray,int4)";

  /** Identity of {@code count(*)}. */
  String COUNT_ROWS = "count(*)";

  /** Identity of {@code count(x)}. */
  String COUNT_VALUES = "count(any)";

  /** Identity of the check of a scalar sub-query: a value and how many rows there were. */
  String SINGLE_VALUE = "single_value(anyelement,int8)";

  /** Overloads of a function, scalar, aggregate or table; empty if there is none of the name. */
  List<Signature> functions(String name);

  /** Overloads of an operator, prefix (one parameter) and infix (two). */
  List<Signature> operators(String symbol);

  /**
   * The cast from one type to another, modifiers apart; empty if there is none. From a type to
   * itself: what applies the modifiers.
   */
  Optional<CastRule> cast(SqlType from, SqlType to);

  /**
   * Evaluates an expression without columns and parameters. Fails as it would when run.
   *
   * @return its value in the Java form of its type
   */
  @Nullable Object evaluate(ScalarExpr expr);
}
