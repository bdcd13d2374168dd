package dev.tidewater.sql.functions;

import dev.tidewater.types.SqlType;

/** What a function takes in one place, or gives back. */
public sealed interface ParameterType {
  /** One type; of any modifiers. */
  record Exact(SqlType type) implements ParameterType {}

  /** A type that the arguments agree on. */
  enum Polymorphic implements ParameterType {
    /** {@code anyelement}: T. */
    ELEMENT,
    /** {@code anyarray}: an array of T. */
    ARRAY,
    /** {@code "any"}: anything, without a word about the others. */
    ANY
  }
}
