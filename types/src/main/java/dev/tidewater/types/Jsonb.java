package dev.tidewater.types;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A jsonb value as a tree. Immutable.
 *
 * <p>{@link #compareTo} is PostgreSQL's jsonb order: null &lt; string &lt; number &lt; boolean &lt;
 * array &lt; object; containers first by their size; and, for historical reasons there, an empty
 * array at the top below everything. Strings compare by their UTF-8 bytes. Numbers of different
 * scale are equal in that order but not in {@link Object#equals}.
 *
 * <p>{@link Object#toString} prints as PostgreSQL prints jsonb.
 */
public sealed interface Jsonb extends Comparable<Jsonb> {
  /** Deepest nesting that is read: keeps recursion within a thread's stack. */
  int MAX_DEPTH = 1000;

  /** The order of keys within an object: shorter first, then by their bytes. */
  Comparator<String> KEY_ORDER =
      (a, b) -> {
        byte[] left = a.getBytes(StandardCharsets.UTF_8);
        byte[] right = b.getBytes(StandardCharsets.UTF_8);
        return left.length != right.length
            ? Integer.compare(left.length, right.length)
            : Arrays.compareUnsigned(left, right);
      };

  record JsonNull() implements Jsonb {
    public static final JsonNull INSTANCE = new JsonNull();

    @Override
    public String toString() {
      return "null";
    }
  }

  record JsonString(String value) implements Jsonb {
    @Override
    public String toString() {
      return JsonbText.print(this);
    }
  }

  record JsonNumber(Decimal value) implements Jsonb {
    @Override
    public String toString() {
      return value.toString();
    }
  }

  record JsonBoolean(boolean value) implements Jsonb {
    public static final JsonBoolean TRUE = new JsonBoolean(true);
    public static final JsonBoolean FALSE = new JsonBoolean(false);

    @Override
    public String toString() {
      return value ? "true" : "false";
    }
  }

  record JsonArray(List<Jsonb> elements) implements Jsonb {
    public static final JsonArray EMPTY = new JsonArray(List.of());

    public JsonArray {
      elements = List.copyOf(elements);
    }

    @Override
    public String toString() {
      return JsonbText.print(this);
    }
  }

  /** Members are in {@link #KEY_ORDER}, whatever map is given. */
  record JsonObject(SortedMap<String, Jsonb> members) implements Jsonb {
    public static final JsonObject EMPTY = new JsonObject(new TreeMap<>(KEY_ORDER));

    public JsonObject(SortedMap<String, Jsonb> members) {
      TreeMap<String, Jsonb> ordered = new TreeMap<>(KEY_ORDER);
      ordered.putAll(members);
      this.members = java.util.Collections.unmodifiableSortedMap(ordered);
    }

    @Override
    public String toString() {
      return JsonbText.print(this);
    }
  }

  static Jsonb of(boolean value) {
    return value ? JsonBoolean.TRUE : JsonBoolean.FALSE;
  }

  static Jsonb of(String value) {
    return new JsonString(value);
  }

  static Jsonb of(Decimal value) {
    return new JsonNumber(value);
  }

  static Jsonb array(List<Jsonb> elements) {
    return new JsonArray(elements);
  }

  /** An object with these members; a sorted map in {@link #KEY_ORDER} is best. */
  static Jsonb object(SortedMap<String, Jsonb> members) {
    return new JsonObject(members);
  }

  /**
   * Reads JSON text.
   *
   * @throws TidewaterException INVALID_TEXT_REPRESENTATION and others, as PostgreSQL words them
   */
  static Jsonb parse(String text) {
    return JsonbParser.parse(text);
  }

  /** What {@code jsonb_typeof} says: object, array, string, number, boolean or null. */
  default String typeName() {
    if (this instanceof JsonObject) {
      return "object";
    } else if (this instanceof JsonArray) {
      return "array";
    } else if (this instanceof JsonString) {
      return "string";
    } else if (this instanceof JsonNumber) {
      return "number";
    }
    return this instanceof JsonBoolean ? "boolean" : "null";
  }

  /** Neither array nor object. */
  default boolean isScalar() {
    return !(this instanceof JsonArray) && !(this instanceof JsonObject);
  }

  private static int rank(Jsonb value) {
    if (value instanceof JsonNull) {
      return 0;
    } else if (value instanceof JsonString) {
      return 1;
    } else if (value instanceof JsonNumber) {
      return 2;
    } else if (value instanceof JsonBoolean) {
      return 3;
    }
    return value instanceof JsonArray ? 4 : 5;
  }

  @Override
  default int compareTo(Jsonb other) {
    boolean leftEmpty = this instanceof JsonArray a && a.elements.isEmpty();
    boolean rightEmpty = other instanceof JsonArray b && b.elements.isEmpty();
    if (leftEmpty || rightEmpty) {
      return Boolean.compare(rightEmpty, leftEmpty);
    }
    return compareNested(this, other);
  }

  private static int compareNested(Jsonb left, Jsonb right) {
    if (left instanceof JsonString a && right instanceof JsonString b) {
      return compareText(a.value, b.value);
    } else if (left instanceof JsonNumber a && right instanceof JsonNumber b) {
      return a.value.compareTo(b.value);
    } else if (left instanceof JsonBoolean a && right instanceof JsonBoolean b) {
      return Boolean.compare(a.value, b.value);
    } else if (left instanceof JsonArray a && right instanceof JsonArray b) {
      return compareArrays(a.elements, b.elements);
    } else if (left instanceof JsonObject a && right instanceof JsonObject b) {
      return compareObjects(a.members, b.members);
    }
    return Integer.compare(rank(left), rank(right));
  }

  private static int compareText(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  private static int compareArrays(List<Jsonb> left, List<Jsonb> right) {
    int order = Integer.compare(left.size(), right.size());
    for (int i = 0; order == 0 && i < left.size(); i++) {
      order = compareNested(left.get(i), right.get(i));
    }
    return order;
  }

  private static int compareObjects(Map<String, Jsonb> left, Map<String, Jsonb> right) {
    int order = Integer.compare(left.size(), right.size());
    Iterator<Map.Entry<String, Jsonb>> others = right.entrySet().iterator();
    for (Map.Entry<String, Jsonb> member : left.entrySet()) {
      if (order != 0) {
        break;
      }
      Map.Entry<String, Jsonb> partner = others.next();
      order = compareText(member.getKey(), partner.getKey());
      if (order == 0) {
        order = compareNested(member.getValue(), partner.getValue());
      }
    }
    return order;
  }
}
