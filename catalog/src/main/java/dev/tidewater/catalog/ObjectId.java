package dev.tidewater.catalog;

import java.util.Optional;

/**
 * Identity of a database object; never reused, and independent of its name. Users' objects count
 * from 1 and show as {@code u1}; built-in ones are negative and show as {@code s1}.
 */
public record ObjectId(long value) implements Comparable<ObjectId> {
  private static final int FIRST_SYSTEM_OID = 12_000;
  private static final int FIRST_USER_OID = 20_000;

  public ObjectId {
    if (value == 0) {
      throw new IllegalArgumentException("an object id is not zero");
    }
  }

  public boolean isSystem() {
    return value < 0;
  }

  /** PostgreSQL's object id for the same object. */
  public int oid() {
    return Math.toIntExact(isSystem() ? FIRST_SYSTEM_OID - value : FIRST_USER_OID + value);
  }

  /** The object of an {@link #oid}; empty if no object can have it. */
  public static Optional<ObjectId> ofOid(long oid) {
    if (oid > FIRST_USER_OID) {
      return Optional.of(new ObjectId(oid - FIRST_USER_OID));
    }
    return oid > FIRST_SYSTEM_OID
        ? Optional.of(new ObjectId(FIRST_SYSTEM_OID - oid))
        : Optional.empty();
  }

  /** Reads what {@link #toString} writes. */
  public static ObjectId parse(String text) {
    long number = Long.parseLong(text.substring(1));
    return new ObjectId(text.charAt(0) == 's' ? -number : number);
  }

  @Override
  public int compareTo(ObjectId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return isSystem() ? "s" + -value : "u" + value;
  }
}
