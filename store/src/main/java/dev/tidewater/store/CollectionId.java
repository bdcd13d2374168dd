package dev.tidewater.store;

/** Identity of a collection; never reused. */
public record CollectionId(long value) implements Comparable<CollectionId> {
  @Override
  public int compareTo(CollectionId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return "c" + value;
  }
}
