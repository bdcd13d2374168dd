package dev.tidewater.types;

import dev.tidewater.types.TypeKind.Physical;

/**
 * A SQL type with its modifiers. Immutable; equal if kind and modifiers are equal.
 *
 * <p>Sealed so that lists, maps and ranges can join later and the compiler then points at every
 * place that must know them.
 */
public sealed interface SqlType permits ScalarType, ArrayType, RecordType {

  /** How a value of this type is held in a vector and encoded in a row. */
  Physical physical();

  /** PostgreSQL's object id of the type. */
  int oid();

  /** PostgreSQL's {@code atttypmod}; -1 without modifiers. */
  int typmod();

  /** PostgreSQL's {@code typlen}: bytes in its memory, -1 if they vary, -2 if a zero ends them. */
  default int length() {
    return this instanceof ScalarType scalar ? TypeLengths.of(scalar.kind()) : -1;
  }

  /** As {@code format_type} prints it, modifiers included: {@code numeric(38,2)}. */
  String display();

  /** The kind of a scalar type; null-free question for arrays is {@code instanceof ArrayType}. */
  default boolean is(TypeKind kind) {
    return this instanceof ScalarType scalar && scalar.kind() == kind;
  }
}
