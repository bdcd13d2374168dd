package dev.tidewater.engine.function;

import static dev.tidewater.types.ScalarType.BOOLEAN;
import static dev.tidewater.types.ScalarType.JSONB;
import static dev.tidewater.types.ScalarType.TEXT;

import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ArrayValue;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.Jsonb;
import dev.tidewater.types.Jsonb.JsonArray;
import dev.tidewater.types.Jsonb.JsonNull;
import dev.tidewater.types.Jsonb.JsonObject;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON with something set or inserted where a path leads, and objects of texts. */
final class JsonbChanges {
  private static final SqlType TEXTS = new ArrayType(TEXT);

  /** What happens at the end of the path. */
  private enum Change {
    /** What is there is replaced. */
    REPLACE,
    /** What is there is replaced, what is not there is added. */
    SET,
    INSERT_BEFORE,
    INSERT_AFTER;

    boolean adds() {
      return this != REPLACE;
    }
  }

  private final List<@Nullable Object> path;
  private final Jsonb value;
  private final Change change;

  private JsonbChanges(ArrayValue path, Jsonb value, Change change) {
    this.path = path.elements();
    this.value = value;
    this.change = change;
  }

  static void declare(Declarations d) {
    d.function("jsonb_set", "With a value where a path leads")
        .takes(JSONB, TEXTS, JSONB)
        .gives(JSONB)
        .as(Rowwise.ofAll(args -> changed(args, Change.SET)));
    d.function("jsonb_set", "With a value where a path leads, added there if wanted")
        .takes(JSONB, TEXTS, JSONB, BOOLEAN)
        .gives(JSONB)
        .as(
            Rowwise.ofAll(
                args -> changed(args, Boolean.TRUE.equals(args[3]) ? Change.SET : Change.REPLACE)));
    d.function("jsonb_insert", "With a value before what a path leads to")
        .takes(JSONB, TEXTS, JSONB)
        .gives(JSONB)
        .as(Rowwise.ofAll(args -> changed(args, Change.INSERT_BEFORE)));
    d.function("jsonb_insert", "With a value before what a path leads to, or behind it")
        .takes(JSONB, TEXTS, JSONB, BOOLEAN)
        .gives(JSONB)
        .as(
            Rowwise.ofAll(
                args ->
                    changed(
                        args,
                        Boolean.TRUE.equals(args[3])
                            ? Change.INSERT_AFTER
                            : Change.INSERT_BEFORE)));
    d.function("jsonb_object", "An object of keys and values that follow each other")
        .takes(TEXTS)
        .gives(JSONB)
        .as(Rowwise.of((ArrayValue pairs) -> object(pairs.elements())));
    d.function("jsonb_object", "An object of keys and of values")
        .takes(TEXTS, TEXTS)
        .gives(JSONB)
        .as(
            Rowwise.of(
                (ArrayValue keys, ArrayValue values) ->
                    object(keys.elements(), values.elements())));
  }

  private static Jsonb changed(@Nullable Object[] args, Change change) {
    Jsonb target = (Jsonb) Rowwise.present(args[0]);
    ArrayValue path = (ArrayValue) Rowwise.present(args[1]);
    if (target.isScalar()) {
      throw new TidewaterException(ErrorCode.INVALID_PARAMETER_VALUE, "cannot set path in scalar");
    }
    JsonbChanges changes = new JsonbChanges(path, (Jsonb) Rowwise.present(args[2]), change);
    return path.elements().isEmpty() ? target : changes.apply(target, 0);
  }

  private Jsonb apply(Jsonb target, int depth) {
    if (target instanceof JsonObject object) {
      return inObject(object, depth);
    }
    return target instanceof JsonArray array ? inArray(array, depth) : target;
  }

  private String key(int depth) {
    Object key = path.get(depth);
    if (key == null) {
      throw new TidewaterException(
              ErrorCode.NULL_VALUE_NOT_ALLOWED, "path element at position {position} is null")
          .with("position", depth + 1);
    }
    return (String) key;
  }

  private boolean isLast(int depth) {
    return depth == path.size() - 1;
  }

  private Jsonb inObject(JsonObject object, int depth) {
    String key = key(depth);
    Jsonb member = object.members().get(key);
    TreeMap<String, Jsonb> members = new TreeMap<>(object.members());
    if (!isLast(depth)) {
      if (member != null) {
        members.put(key, apply(member, depth + 1));
      }
    } else if (member == null) {
      if (change.adds()) {
        members.put(key, value);
      }
    } else if (change == Change.INSERT_BEFORE || change == Change.INSERT_AFTER) {
      throw new TidewaterException(ErrorCode.INVALID_PARAMETER_VALUE, "cannot replace existing key")
          .hint("Try using the function jsonb_set to replace key value.");
    } else {
      members.put(key, value);
    }
    return Jsonb.object(members);
  }

  private Jsonb inArray(JsonArray array, int depth) {
    Integer index = JsonbFunctions.index(key(depth));
    if (index == null) {
      throw new TidewaterException(
              ErrorCode.INVALID_TEXT_REPRESENTATION,
              "path element at position {position} is not an integer: \"{element}\"")
          .with("position", depth + 1)
          .with("element", key(depth));
    }
    List<Jsonb> elements = new ArrayList<>(array.elements());
    int size = elements.size();
    long at = index < 0 ? (long) size + index : index;
    boolean inside = at >= 0 && at < size;
    if (!isLast(depth)) {
      if (inside) {
        elements.set((int) at, apply(elements.get((int) at), depth + 1));
      }
    } else if (!inside) {
      if (change.adds()) {
        elements.add(at < 0 ? 0 : size, value);
      }
    } else {
      switch (change) {
        case REPLACE, SET -> elements.set((int) at, value);
        case INSERT_BEFORE -> elements.add((int) at, value);
        case INSERT_AFTER -> elements.add((int) at + 1, value);
      }
    }
    return Jsonb.array(elements);
  }

  private static Jsonb object(List<@Nullable Object> pairs) {
    if (pairs.size() % 2 != 0) {
      throw new TidewaterException(
          ErrorCode.ARRAY_SUBSCRIPT_ERROR, "array must have even number of elements");
    }
    List<@Nullable Object> keys = new ArrayList<>();
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i += 2) {
      keys.add(pairs.get(i));
      values.add(pairs.get(i + 1));
    }
    return object(keys, values);
  }

  private static Jsonb object(List<@Nullable Object> keys, List<@Nullable Object> values) {
    if (keys.size() != values.size()) {
      throw new TidewaterException(ErrorCode.ARRAY_SUBSCRIPT_ERROR, "mismatched array dimensions");
    }
    TreeMap<String, Jsonb> members = new TreeMap<>(Jsonb.KEY_ORDER);
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i) == null) {
        throw new TidewaterException(
            ErrorCode.NULL_VALUE_NOT_ALLOWED, "null value not allowed for object key");
      }
      Object value = values.get(i);
      members.put(
          (String) Rowwise.present(keys.get(i)),
          value == null ? JsonNull.INSTANCE : Jsonb.of((String) value));
    }
    return Jsonb.object(members);
  }
}
