package dev.tidewater.engine.function;

import dev.tidewater.types.SqlType;
import java.util.List;

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

  /** Several columns by their names: what some set-returning functions give. */
  record Columns(List<String> names, List<ParameterType> types) implements ParameterType {
    public Columns {
      names = List.copyOf(names);
      types = List.copyOf(types);
    }

    @Override
    public String identity() {
      return "record";
    }
  }

  /** A type that the arguments agree on. */
  enum Polymorphic implements ParameterType {
    /** T. */
    ELEMENT("anyelement"),
    /** An array of T. */
    ARRAY("anyarray"),
    /** The type that all arguments of this kind can become. */
    COMPATIBLE("anycompatible"),
    /** An array of that. */
    COMPATIBLE_ARRAY("anycompatiblearray"),
    /** Anything but an array, without a word about the others. */
    NON_ARRAY("anynonarray"),
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
