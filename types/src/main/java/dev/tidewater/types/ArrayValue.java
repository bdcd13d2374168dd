package dev.tidewater.types;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value of an {@link ArrayType}: its elements in the Java form of the element type, null for
 * NULL. Subscripts start at 1 in SQL and at 0 here. Immutable.
 */
public final class ArrayValue {
  public static final ArrayValue EMPTY = new ArrayValue(List.of());

  private final List<@Nullable Object> elements;

  private ArrayValue(List<@Nullable Object> elements) {
    this.elements = elements;
  }

  public static ArrayValue of(@Nullable Object... elements) {
    return new ArrayValue(Collections.unmodifiableList(Arrays.asList(elements.clone())));
  }

  public static ArrayValue copyOf(List<? extends @Nullable Object> elements) {
    return of(elements.toArray());
  }

  public List<@Nullable Object> elements() {
    return elements;
  }

  public int size() {
    return elements.size();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof ArrayValue that) || elements.size() != that.elements.size()) {
      return false;
    }
    for (int i = 0; i < elements.size(); i++) {
      if (!elementsEqual(elements.get(i), that.elements.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean elementsEqual(@Nullable Object a, @Nullable Object b) {
    if (a instanceof byte[] left && b instanceof byte[] right) {
      return Arrays.equals(left, right);
    }
    return a == null ? b == null : a.equals(b);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(elements.toArray());
  }

  @Override
  public String toString() {
    return elements.toString();
  }
}
