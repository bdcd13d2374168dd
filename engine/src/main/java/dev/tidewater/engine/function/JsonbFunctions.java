package dev.tidewater.engine.function;

import static dev.tidewater.types.ScalarType.BOOLEAN;
import static dev.tidewater.types.ScalarType.INT4;
import static dev.tidewater.types.ScalarType.JSONB;
import static dev.tidewater.types.ScalarType.TEXT;

import dev.tidewater.engine.function.ParameterType.Polymorphic;
import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ArrayValue;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.Jsonb;
import dev.tidewater.types.Jsonb.JsonArray;
import dev.tidewater.types.Jsonb.JsonNull;
import dev.tidewater.types.Jsonb.JsonObject;
import dev.tidewater.types.Jsonb.JsonString;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Operators and functions on jsonb. */
final class JsonbFunctions {
  private static final ArrayType TEXTS = new ArrayType(TEXT);

  private JsonbFunctions() {}

  static void declare(Declarations d) {
    access(d);
    containment(d);
    deletion(d);
    construction(d);
    inspection(d);
  }

  private static @Nullable String asText(@Nullable Jsonb value) {
    if (value == null || value instanceof JsonNull) {
      return null;
    }
    return value instanceof JsonString string ? string.value() : value.toString();
  }

  private static @Nullable Jsonb field(Jsonb value, String key) {
    return value instanceof JsonObject object ? object.members().get(key) : null;
  }

  private static @Nullable Jsonb element(Jsonb value, int index) {
    if (!(value instanceof JsonArray array)) {
      return null;
    }
    int size = array.elements().size();
    long position = index < 0 ? (long) size + index : index;
    return position >= 0 && position < size ? array.elements().get((int) position) : null;
  }

  private static @Nullable Jsonb path(Jsonb value, ArrayValue keys) {
    Jsonb current = value;
    for (Object key : keys.elements()) {
      if (key == null || current == null) {
        return null;
      }
      current = step(current, (String) key);
    }
    return current;
  }

  private static @Nullable Jsonb step(Jsonb value, String key) {
    if (value instanceof JsonArray) {
      Integer index = index(key);
      return index == null ? null : element(value, index);
    }
    return field(value, key);
  }

  static @Nullable Integer index(String key) {
    try {
      return Integer.valueOf(key.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static void access(Declarations d) {
    d.operator("->", "The member of a key")
        .takes(JSONB, TEXT)
        .gives(JSONB)
        .orNull()
        .as(Rowwise.of((Jsonb v, String key) -> field(v, key)));
    d.operator("->", "The element at an index from 0; negative counts from the end")
        .takes(JSONB, INT4)
        .gives(JSONB)
        .orNull()
        .as(Rowwise.of((Jsonb v, Integer index) -> element(v, index)));
    d.operator("->>", "The member of a key as text")
        .takes(JSONB, TEXT)
        .gives(TEXT)
        .orNull()
        .as(Rowwise.of((Jsonb v, String key) -> asText(field(v, key))));
    d.operator("->>", "The element at an index as text")
        .takes(JSONB, INT4)
        .gives(TEXT)
        .orNull()
        .as(Rowwise.of((Jsonb v, Integer index) -> asText(element(v, index))));
    d.operator("#>", "What a path leads to")
        .takes(JSONB, TEXTS)
        .gives(JSONB)
        .orNull()
        .as(Rowwise.of((Jsonb v, ArrayValue keys) -> path(v, keys)));
    d.operator("#>>", "What a path leads to, as text")
        .takes(JSONB, TEXTS)
        .gives(TEXT)
        .orNull()
        .as(Rowwise.of((Jsonb v, ArrayValue keys) -> asText(path(v, keys))));
    d.function("jsonb_extract_path", "What a path leads to")
        .takes(JSONB, TEXT)
        .variadic()
        .gives(JSONB)
        .orNull()
        .as(Rowwise.ofAll(args -> path((Jsonb) Rowwise.present(args[0]), rest(args))));
    d.function("jsonb_extract_path_text", "What a path leads to, as text")
        .takes(JSONB, TEXT)
        .variadic()
        .gives(TEXT)
        .orNull()
        .as(Rowwise.ofAll(args -> asText(path((Jsonb) Rowwise.present(args[0]), rest(args)))));
  }

  private static ArrayValue rest(@Nullable Object[] args) {
    List<@Nullable Object> keys = new ArrayList<>();
    for (int i = 1; i < args.length; i++) {
      keys.add(args[i]);
    }
    return ArrayValue.copyOf(keys);
  }

  private static void containment(Declarations d) {
    d.operator("@>", "Whether the left value contains the right one")
        .takes(JSONB, JSONB)
        .gives(BOOLEAN)
        .as(Rowwise.of((Jsonb a, Jsonb b) -> contains(a, b)));
    d.operator("<@", "Whether the right value contains the left one")
        .takes(JSONB, JSONB)
        .gives(BOOLEAN)
        .as(Rowwise.of((Jsonb a, Jsonb b) -> contains(b, a)));
    d.operator("?", "Whether there is a member, or a string element, of this name")
        .takes(JSONB, TEXT)
        .gives(BOOLEAN)
        .as(Rowwise.of((Jsonb v, String key) -> exists(v, key)));
    d.operator("?|", "Whether there is a member of any of the names")
        .takes(JSONB, TEXTS)
        .gives(BOOLEAN)
        .as(
            Rowwise.of(
                (Jsonb v, ArrayValue keys) ->
                    keys.elements().stream().anyMatch(k -> k != null && exists(v, (String) k))));
    d.operator("?&", "Whether there are members of all names")
        .takes(JSONB, TEXTS)
        .gives(BOOLEAN)
        .as(
            Rowwise.of(
                (Jsonb v, ArrayValue keys) ->
                    keys.elements().stream().allMatch(k -> k == null || exists(v, (String) k))));
  }

  private static boolean contains(Jsonb outer, Jsonb inner) {
    // An array at the top also contains a bare scalar that is among its elements.
    if (outer instanceof JsonArray array && inner.isScalar()) {
      return containsElement(array, inner);
    }
    return containsNested(outer, inner);
  }

  private static boolean containsNested(Jsonb outer, Jsonb inner) {
    if (outer instanceof JsonObject a && inner instanceof JsonObject b) {
      return b.members().entrySet().stream()
          .allMatch(
              member -> {
                Jsonb partner = a.members().get(member.getKey());
                return partner != null && containsNested(partner, member.getValue());
              });
    }
    if (outer instanceof JsonArray a && inner instanceof JsonArray b) {
      return b.elements().stream().allMatch(element -> containsElement(a, element));
    }
    return outer.isScalar() && inner.isScalar() && outer.compareTo(inner) == 0;
  }

  private static boolean containsElement(JsonArray array, Jsonb wanted) {
    return array.elements().stream().anyMatch(element -> containsNested(element, wanted));
  }

  private static boolean exists(Jsonb value, String key) {
    if (value instanceof JsonObject object) {
      return object.members().containsKey(key);
    }
    if (value instanceof JsonArray array) {
      return array.elements().contains(Jsonb.of(key));
    }
    return value instanceof JsonString string && string.value().equals(key);
  }

  private static TidewaterException cannotDelete(String from) {
    return new TidewaterException(ErrorCode.INVALID_PARAMETER_VALUE, "cannot delete from {kind}")
        .with("kind", from);
  }

  private static void deletion(Declarations d) {
    d.operator("-", "Without a member, or string elements, of this name")
        .takes(JSONB, TEXT)
        .gives(JSONB)
        .as(Rowwise.of((Jsonb v, String key) -> without(v, List.of(key))));
    d.operator("-", "Without members, or string elements, of these names")
        .takes(JSONB, TEXTS)
        .gives(JSONB)
        .as(Rowwise.of((Jsonb v, ArrayValue keys) -> without(v, keys.elements())));
    d.operator("-", "Without the element at an index")
        .takes(JSONB, INT4)
        .gives(JSONB)
        .as(Rowwise.of((Jsonb v, Integer index) -> withoutElement(v, index)));
    d.operator("#-", "Without what a path leads to")
        .takes(JSONB, TEXTS)
        .gives(JSONB)
        .as(Rowwise.of((Jsonb v, ArrayValue keys) -> withoutPath(v, keys.elements(), 0)));
    d.operator("||", "Joins objects or arrays")
        .takes(JSONB, JSONB)
        .gives(JSONB)
        .as(Rowwise.of(JsonbFunctions::concatenate));
  }

  private static Jsonb without(Jsonb value, List<? extends @Nullable Object> keys) {
    if (value instanceof JsonObject object) {
      TreeMap<String, Jsonb> members = new TreeMap<>(object.members());
      for (Object key : keys) {
        if (key != null) {
          members.remove((String) key);
        }
      }
      return Jsonb.object(members);
    }
    if (value instanceof JsonArray array) {
      return Jsonb.array(
          array.elements().stream()
              .filter(e -> !(e instanceof JsonString string) || !keys.contains(string.value()))
              .toList());
    }
    throw cannotDelete("scalar");
  }

  private static Jsonb withoutElement(Jsonb value, int index) {
    if (value instanceof JsonObject) {
      throw cannotDelete("object using integer index");
    }
    if (!(value instanceof JsonArray array)) {
      throw cannotDelete("scalar");
    }
    int size = array.elements().size();
    long position = index < 0 ? (long) size + index : index;
    if (position < 0 || position >= size) {
      return value;
    }
    List<Jsonb> elements = new ArrayList<>(array.elements());
    elements.remove((int) position);
    return Jsonb.array(elements);
  }

  private static Jsonb withoutPath(Jsonb value, List<@Nullable Object> keys, int depth) {
    if (depth == 0 && value.isScalar()) {
      throw new TidewaterException(
          ErrorCode.INVALID_PARAMETER_VALUE, "cannot delete path in scalar");
    }
    if (depth >= keys.size() || !(keys.get(depth) instanceof String key)) {
      return value;
    }
    boolean last = depth == keys.size() - 1;
    if (value instanceof JsonObject object) {
      Jsonb member = object.members().get(key);
      if (member == null) {
        return value;
      }
      TreeMap<String, Jsonb> members = new TreeMap<>(object.members());
      if (last) {
        members.remove(key);
      } else {
        members.put(key, withoutPath(member, keys, depth + 1));
      }
      return Jsonb.object(members);
    }
    if (value instanceof JsonArray array) {
      return withoutPathInArray(array, keys, depth, key);
    }
    return value;
  }

  private static Jsonb withoutPathInArray(
      JsonArray array, List<@Nullable Object> keys, int depth, String key) {
    Integer index = index(key);
    if (index == null) {
      throw new TidewaterException(
              ErrorCode.INVALID_TEXT_REPRESENTATION,
              "path element at position {position} is not an integer: \"{element}\"")
          .with("position", depth + 1)
          .with("element", key);
    }
    int size = array.elements().size();
    long position = index < 0 ? (long) size + index : index;
    if (position < 0 || position >= size) {
      return array;
    }
    List<Jsonb> elements = new ArrayList<>(array.elements());
    if (depth == keys.size() - 1) {
      elements.remove((int) position);
    } else {
      elements.set((int) position, withoutPath(elements.get((int) position), keys, depth + 1));
    }
    return Jsonb.array(elements);
  }

  private static Jsonb concatenate(Jsonb left, Jsonb right) {
    if (left instanceof JsonObject a && right instanceof JsonObject b) {
      TreeMap<String, Jsonb> members = new TreeMap<>(a.members());
      members.putAll(b.members());
      return Jsonb.object(members);
    }
    List<Jsonb> elements = new ArrayList<>(asElements(left));
    elements.addAll(asElements(right));
    return Jsonb.array(elements);
  }

  private static List<Jsonb> asElements(Jsonb value) {
    return value instanceof JsonArray array ? array.elements() : List.of(value);
  }

  private static void construction(Declarations d) {
    for (String name : List.of("to_jsonb", "to_json")) {
      d.function(name, "A value as jsonb")
          .takes(Polymorphic.ELEMENT)
          .gives(JSONB)
          .stable()
          .as(Rowwise.bound(call -> args -> JsonbOf.value(call, 0, args[0])));
    }
    for (String name : List.of("jsonb_build_array", "json_build_array")) {
      d.function(name, "An array of the arguments")
          .takes(Polymorphic.ANY)
          .variadic()
          .gives(JSONB)
          .nulls(NullBehavior.NEVER)
          .stable()
          .as(Rowwise.bound(call -> args -> JsonbOf.array(call, args)));
      d.function(name, "An empty array").gives(JSONB).as(Rowwise.ofAll(args -> JsonArray.EMPTY));
    }
    for (String name : List.of("jsonb_build_object", "json_build_object")) {
      d.function(name, "An object of the arguments, keys and values in turn")
          .takes(Polymorphic.ANY)
          .variadic()
          .gives(JSONB)
          .nulls(NullBehavior.NEVER)
          .stable()
          .as(Rowwise.bound(call -> args -> JsonbOf.object(call, args)));
      d.function(name, "An empty object").gives(JSONB).as(Rowwise.ofAll(args -> JsonObject.EMPTY));
    }
  }

  private static void inspection(Declarations d) {
    d.function("jsonb_typeof", "object, array, string, number, boolean or null")
        .takes(JSONB)
        .gives(TEXT)
        .as(Rowwise.of((Jsonb v) -> v.typeName()));
    d.function("jsonb_array_length", "Number of elements")
        .takes(JSONB)
        .gives(INT4)
        .as(Rowwise.of(JsonbFunctions::arrayLength));
    d.function("jsonb_strip_nulls", "Without members that are null")
        .takes(JSONB)
        .gives(JSONB)
        .as(Rowwise.of((Jsonb v) -> withoutNulls(v)));
    d.function("jsonb_pretty", "Indented")
        .takes(JSONB)
        .gives(TEXT)
        .as(Rowwise.of((Jsonb v) -> JsonbOf.pretty(v)));
  }

  private static Integer arrayLength(Jsonb value) {
    if (value instanceof JsonArray array) {
      return array.elements().size();
    }
    throw new TidewaterException(
        ErrorCode.INVALID_PARAMETER_VALUE,
        value instanceof JsonObject
            ? "cannot get array length of a non-array"
            : "cannot get array length of a scalar");
  }

  private static Jsonb withoutNulls(Jsonb value) {
    if (value instanceof JsonArray array) {
      return Jsonb.array(array.elements().stream().map(JsonbFunctions::withoutNulls).toList());
    }
    if (value instanceof JsonObject object) {
      TreeMap<String, Jsonb> members = new TreeMap<>(Jsonb.KEY_ORDER);
      object
          .members()
          .forEach(
              (key, member) -> {
                if (!(member instanceof JsonNull)) {
                  members.put(key, withoutNulls(member));
                }
              });
      return Jsonb.object(members);
    }
    return value;
  }
}
