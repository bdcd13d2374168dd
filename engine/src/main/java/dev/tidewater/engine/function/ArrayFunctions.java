package dev.tidewater.engine.function;

import static dev.tidewater.types.ScalarType.BOOLEAN;
import static dev.tidewater.types.ScalarType.INT4;
import static dev.tidewater.types.ScalarType.TEXT;

import dev.tidewater.engine.function.Comparators.VectorComparator;
import dev.tidewater.engine.function.ParameterType.Exact;
import dev.tidewater.engine.function.ParameterType.Polymorphic;
import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ArrayValue;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.format.TextFormat;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions on arrays. */
final class ArrayFunctions {
  private static final ArrayType TEXTS = new ArrayType(TEXT);

  private ArrayFunctions() {}

  static void declare(Declarations d) {
    d.function("array_of", "An array of the arguments: ARRAY[…]")
        .takes(Polymorphic.ELEMENT)
        .variadic()
        .gives(Polymorphic.ARRAY)
        .nulls(NullBehavior.NEVER)
        .as(Rowwise.ofAll(args -> ArrayValue.of(args)));
    d.function("array_element", "The element at a subscript, from 1; NULL outside")
        .takes(Polymorphic.ARRAY, new Exact(INT4))
        .gives(Polymorphic.ELEMENT)
        .orNull()
        .as(Rowwise.of((ArrayValue v, Integer index) -> element(v, index)));
    d.function("array_slice", "The elements from a subscript to another")
        .takes(Polymorphic.ARRAY, new Exact(INT4), new Exact(INT4))
        .gives(Polymorphic.ARRAY)
        .as(Rowwise.of(ArrayFunctions::slice));
    measures(d);
    joining(d);
    searching(d);
    texts(d);
    QuantifiedComparisons.declare(d);
  }

  private static @Nullable Object element(ArrayValue array, int index) {
    return index >= 1 && index <= array.size() ? array.elements().get(index - 1) : null;
  }

  private static ArrayValue slice(ArrayValue array, Integer from, Integer to) {
    int start = Math.max(0, from - 1);
    int end = Math.min(array.size(), to);
    return start >= end
        ? ArrayValue.EMPTY
        : ArrayValue.copyOf(array.elements().subList(start, end));
  }

  private static void measures(Declarations d) {
    d.function("array_length", "Number of elements in a dimension; NULL of an empty array")
        .takes(Polymorphic.ARRAY, new Exact(INT4))
        .gives(INT4)
        .orNull()
        .as(
            Rowwise.of(
                (ArrayValue v, Integer dimension) ->
                    dimension == 1 && v.size() > 0 ? v.size() : null));
    d.function("array_upper", "Greatest subscript in a dimension; NULL of an empty array")
        .takes(Polymorphic.ARRAY, new Exact(INT4))
        .gives(INT4)
        .orNull()
        .as(
            Rowwise.of(
                (ArrayValue v, Integer dimension) ->
                    dimension == 1 && v.size() > 0 ? v.size() : null));
    d.function("array_lower", "Least subscript in a dimension; NULL of an empty array")
        .takes(Polymorphic.ARRAY, new Exact(INT4))
        .gives(INT4)
        .orNull()
        .as(
            Rowwise.of(
                (ArrayValue v, Integer dimension) -> dimension == 1 && v.size() > 0 ? 1 : null));
    d.function("array_ndims", "Number of dimensions; NULL of an empty array")
        .takes(Polymorphic.ARRAY)
        .gives(INT4)
        .orNull()
        .as(Rowwise.of((ArrayValue v) -> v.size() > 0 ? 1 : null));
    d.function("array_dims", "Bounds as text; NULL of an empty array")
        .takes(Polymorphic.ARRAY)
        .gives(TEXT)
        .orNull()
        .as(Rowwise.of((ArrayValue v) -> v.size() > 0 ? "[1:" + v.size() + "]" : null));
    d.function("cardinality", "Number of elements")
        .takes(Polymorphic.ARRAY)
        .gives(INT4)
        .as(Rowwise.of((ArrayValue v) -> v.size()));
  }

  private static List<@Nullable Object> listOf(@Nullable Object array) {
    return array == null ? new ArrayList<>() : new ArrayList<>(((ArrayValue) array).elements());
  }

  private static @Nullable Object concatenate(@Nullable Object left, @Nullable Object right) {
    if (left == null) {
      return right;
    }
    if (right == null) {
      return left;
    }
    List<@Nullable Object> joined = listOf(left);
    joined.addAll(((ArrayValue) right).elements());
    return ArrayValue.copyOf(joined);
  }

  private static Object append(@Nullable Object array, @Nullable Object element) {
    List<@Nullable Object> elements = listOf(array);
    elements.add(element);
    return ArrayValue.copyOf(elements);
  }

  private static Object prepend(@Nullable Object element, @Nullable Object array) {
    List<@Nullable Object> elements = listOf(array);
    elements.add(0, element);
    return ArrayValue.copyOf(elements);
  }

  private static void joining(Declarations d) {
    d.operator("||", "Joins arrays")
        .takes(Polymorphic.COMPATIBLE_ARRAY, Polymorphic.COMPATIBLE_ARRAY)
        .gives(Polymorphic.COMPATIBLE_ARRAY)
        .nulls(NullBehavior.ANY)
        .as(Rowwise.ofAll(args -> concatenate(args[0], args[1])));
    d.function("array_cat", "Joins arrays")
        .takes(Polymorphic.COMPATIBLE_ARRAY, Polymorphic.COMPATIBLE_ARRAY)
        .gives(Polymorphic.COMPATIBLE_ARRAY)
        .nulls(NullBehavior.ANY)
        .as(Rowwise.ofAll(args -> concatenate(args[0], args[1])));
    d.operator("||", "Adds an element at the end")
        .takes(Polymorphic.COMPATIBLE_ARRAY, Polymorphic.COMPATIBLE)
        .gives(Polymorphic.COMPATIBLE_ARRAY)
        .nulls(NullBehavior.NEVER)
        .as(Rowwise.ofAll(args -> append(args[0], args[1])));
    d.function("array_append", "Adds an element at the end")
        .takes(Polymorphic.COMPATIBLE_ARRAY, Polymorphic.COMPATIBLE)
        .gives(Polymorphic.COMPATIBLE_ARRAY)
        .nulls(NullBehavior.NEVER)
        .as(Rowwise.ofAll(args -> append(args[0], args[1])));
    d.operator("||", "Adds an element at the start")
        .takes(Polymorphic.COMPATIBLE, Polymorphic.COMPATIBLE_ARRAY)
        .gives(Polymorphic.COMPATIBLE_ARRAY)
        .nulls(NullBehavior.NEVER)
        .as(Rowwise.ofAll(args -> prepend(args[0], args[1])));
    d.function("array_prepend", "Adds an element at the start")
        .takes(Polymorphic.COMPATIBLE, Polymorphic.COMPATIBLE_ARRAY)
        .gives(Polymorphic.COMPATIBLE_ARRAY)
        .nulls(NullBehavior.NEVER)
        .as(Rowwise.ofAll(args -> prepend(args[0], args[1])));
  }

  /** Whether two elements are SQL-equal, NULL equal to NULL. */
  static final class ElementEquality {
    private final SqlType type;
    private final VectorComparator comparator;
    private final ColumnVector left;
    private final ColumnVector right;

    ElementEquality(SqlType type) {
      this.type = type;
      this.comparator = Comparators.of(type);
      this.left = Values.allocate(type, 1);
      this.right = Values.allocate(type, 1);
    }

    boolean equal(@Nullable Object a, @Nullable Object b) {
      if (a == null || b == null) {
        return a == b;
      }
      left.clear();
      right.clear();
      Values.write(left, type, 0, a);
      Values.write(right, type, 0, b);
      return comparator.compare(left, 0, right, 0) == 0;
    }

    int indexOf(List<@Nullable Object> elements, @Nullable Object wanted, int from) {
      for (int i = from; i < elements.size(); i++) {
        if (equal(elements.get(i), wanted)) {
          return i;
        }
      }
      return -1;
    }
  }

  static ElementEquality equality(BoundCall call) {
    ScalarType element = ((ArrayType) call.argumentType(0)).element();
    // Without its precision, so that a value that has more digits is not rounded to be equal.
    return new ElementEquality(element.isFixedDecimal() ? ScalarType.NUMERIC : element);
  }

  private static void searching(Declarations d) {
    d.function("array_position", "Subscript of the first element that is equal; NULL if none is")
        .takes(Polymorphic.COMPATIBLE_ARRAY, Polymorphic.COMPATIBLE)
        .gives(INT4)
        .nulls(NullBehavior.ANY)
        .as(
            Rowwise.bound(
                call -> {
                  ElementEquality equality = equality(call);
                  return args -> {
                    if (args[0] == null) {
                      return null;
                    }
                    int index = equality.indexOf(listOf(args[0]), args[1], 0);
                    return index < 0 ? null : (Object) (index + 1);
                  };
                }));
    d.function("array_remove", "Without elements that are equal")
        .takes(Polymorphic.COMPATIBLE_ARRAY, Polymorphic.COMPATIBLE)
        .gives(Polymorphic.COMPATIBLE_ARRAY)
        .nulls(NullBehavior.ANY)
        .as(
            Rowwise.bound(
                call -> {
                  ElementEquality equality = equality(call);
                  return args -> args[0] == null ? null : removed(equality, args[0], args[1]);
                }));
    containment(d);
  }

  private static Object removed(ElementEquality equality, Object array, @Nullable Object unwanted) {
    List<@Nullable Object> elements = listOf(array);
    elements.removeIf(element -> equality.equal(element, unwanted));
    return ArrayValue.copyOf(elements);
  }

  /** NULL elements are equal to nothing here. */
  private static boolean containsAll(ElementEquality equality, Object outer, Object inner) {
    List<@Nullable Object> elements = listOf(outer);
    for (Object wanted : listOf(inner)) {
      if (wanted == null || equality.indexOf(elements, wanted, 0) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean overlap(ElementEquality equality, Object left, Object right) {
    List<@Nullable Object> elements = listOf(left);
    for (Object wanted : listOf(right)) {
      if (wanted != null && equality.indexOf(elements, wanted, 0) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static void containment(Declarations d) {
    d.operator("@>", "Whether the left array has all elements of the right one")
        .takes(Polymorphic.ARRAY, Polymorphic.ARRAY)
        .gives(BOOLEAN)
        .as(
            Rowwise.bound(
                call -> {
                  ElementEquality equality = equality(call);
                  return args ->
                      containsAll(equality, Rowwise.present(args[0]), Rowwise.present(args[1]));
                }));
    d.operator("<@", "Whether the right array has all elements of the left one")
        .takes(Polymorphic.ARRAY, Polymorphic.ARRAY)
        .gives(BOOLEAN)
        .as(
            Rowwise.bound(
                call -> {
                  ElementEquality equality = equality(call);
                  return args ->
                      containsAll(equality, Rowwise.present(args[1]), Rowwise.present(args[0]));
                }));
    d.operator("&&", "Whether the arrays have an element in common")
        .takes(Polymorphic.ARRAY, Polymorphic.ARRAY)
        .gives(BOOLEAN)
        .as(
            Rowwise.bound(
                call -> {
                  ElementEquality equality = equality(call);
                  return args ->
                      overlap(equality, Rowwise.present(args[0]), Rowwise.present(args[1]));
                }));
  }

  private static void texts(Declarations d) {
    d.function("array_to_string", "The elements' texts with a separator, without NULLs")
        .takes(Polymorphic.ARRAY, new Exact(TEXT))
        .gives(TEXT)
        .stable()
        .as(Rowwise.bound(call -> args -> joined(call, args, null)));
    d.function("array_to_string", "The elements' texts with a separator and a text for NULL")
        .takes(Polymorphic.ARRAY, new Exact(TEXT), new Exact(TEXT))
        .gives(TEXT)
        .nulls(NullBehavior.ANY)
        .stable()
        .as(
            Rowwise.bound(
                call ->
                    args ->
                        args[0] == null || args[1] == null
                            ? null
                            : joined(call, args, (String) args[2])));
    d.function("string_to_array", "The parts between separators; without one the characters")
        .takes(TEXT, TEXT)
        .gives(TEXTS)
        .nulls(NullBehavior.ANY)
        .as(Rowwise.ofAll(args -> split((String) args[0], (String) args[1], null)));
    d.function("string_to_array", "The parts between separators, those of a text as NULL")
        .takes(TEXT, TEXT, TEXT)
        .gives(TEXTS)
        .nulls(NullBehavior.ANY)
        .as(Rowwise.ofAll(args -> split((String) args[0], (String) args[1], (String) args[2])));
  }

  private static String joined(BoundCall call, @Nullable Object[] args, @Nullable String forNull) {
    TextFormat format = TextFormat.in(call.session().timeZone());
    ScalarType element = ((ArrayType) call.argumentType(0)).element();
    String separator = (String) Rowwise.present(args[1]);
    StringBuilder out = new StringBuilder();
    String between = "";
    for (Object value : listOf(args[0])) {
      if (value != null || forNull != null) {
        out.append(between)
            .append(value == null ? forNull : TextFunctions.output(format, element, value));
        between = separator;
      }
    }
    return out.toString();
  }

  static @Nullable ArrayValue split(
      @Nullable String text, @Nullable String separator, @Nullable String forNull) {
    if (text == null) {
      return null;
    }
    if (text.isEmpty()) {
      return ArrayValue.EMPTY;
    }
    List<String> parts;
    if (separator == null) {
      parts = text.codePoints().mapToObj(Character::toString).toList();
    } else if (separator.isEmpty()) {
      parts = List.of(text);
    } else {
      parts = List.of(text.split(java.util.regex.Pattern.quote(separator), -1));
    }
    List<@Nullable Object> elements = new ArrayList<>();
    for (String part : parts) {
      elements.add(part.equals(forNull) ? null : part);
    }
    return ArrayValue.copyOf(elements);
  }
}
