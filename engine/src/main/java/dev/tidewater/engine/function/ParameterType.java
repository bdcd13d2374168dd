package dev.tidewater.engine.function;

import dev.tidewater.types.SqlType;

/** What a function takes in one place, or gives back. */
public sealed interface ParameterType {
  /** As it stands in a function's identity. */
  String identity();

  /** One type; of any modifiers. */
  record Exact(SqlType type) implements ParameterType {
    @Override
    public String identity() {
      return TypeIdentity.of(type);
    }
  }

  /** A type that the arguments agree on. */
  enum Polymorphic implements ParameterType {
    /** T. */
    ELEMENT("anyelement"),
    /** An array of T. */
    ARRAY("anyarray"),
    /** A record, whatever its fields are. */
    RECORD("record"),
    /** Anything, without a word about the others. */
    ANY("any");

    private final String identity;

    Polymorphic(String identity) {
      this.identity = identity;
    }

    @Override
    public String identity() {
      return identity;
    }
  }
}
