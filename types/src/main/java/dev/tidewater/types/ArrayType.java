package dev.tidewater.types;

import dev.tidewater.types.TypeKind.Physical;

/** A one-dimensional array of a scalar type. */
public record ArrayType(ScalarType element) implements SqlType {
  @Override
  public Physical physical() {
    return Physical.BYTES;
  }

  @Override
  public int oid() {
    return element.kind().arrayOid();
  }

  @Override
  public int typmod() {
    return element.typmod();
  }

  @Override
  public String display() {
    return element.display() + "[]";
  }
}
