package dev.tidewater.engine.function;

import static dev.tidewater.types.ScalarType.INT4;

import dev.tidewater.engine.function.ArrayFunctions.ElementEquality;
import dev.tidewater.engine.function.ParameterType.Exact;
import dev.tidewater.engine.function.ParameterType.Polymorphic;
import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ArrayValue;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Arrays made of others, and functions that count NULLs among their arguments. */
final class ArrayChanges {
  /** As many elements as PostgreSQL allows in an array. */
  private static final int MAX_ELEMENTS = 134_217_727;

  private ArrayChanges() {}

  static void declare(Declarations d) {
    d.function("array_replace", "With another element in the place of those that are equal")
        .takes(Polymorphic.COMPATIBLE_ARRAY, Polymorphic.COMPATIBLE, Polymorphic.COMPATIBLE)
        .gives(Polymorphic.COMPATIBLE_ARRAY)
        .nulls(NullBehavior.ANY)
        .as(
            Rowwise.bound(
                call -> {
                  ElementEquality equality = ArrayFunctions.equality(call);
                  return args -> args[0] == null ? null : replaced(equality, args);
                }));
    d.function("array_positions", "Subscripts of the elements that are equal")
        .takes(Polymorphic.COMPATIBLE_ARRAY, Polymorphic.COMPATIBLE)
        .gives(new ArrayType(INT4))
        .nulls(NullBehavior.ANY)
        .as(
            Rowwise.bound(
                call -> {
                  ElementEquality equality = ArrayFunctions.equality(call);
                  return args -> args[0] == null ? null : positions(equality, args);
                }));
    d.function("array_fill", "An array of one element over and over")
        .takes(Polymorphic.ELEMENT, new Exact(new ArrayType(INT4)))
        .gives(Polymorphic.ARRAY)
        .nulls(NullBehavior.ANY)
        .as(Rowwise.ofAll(args -> filled(args[0], args[1])));
    d.function("trim_array", "Without so many elements at the end")
        .takes(Polymorphic.ARRAY, new Exact(INT4))
        .gives(Polymorphic.ARRAY)
        .as(Rowwise.of(ArrayChanges::trimmed));
    d.function("array_reverse", "In the other order")
        .takes(Polymorphic.ARRAY)
        .gives(Polymorphic.ARRAY)
        .as(Rowwise.of(ArrayChanges::reversed));
    d.function("num_nulls", "How many arguments are NULL")
        .takes(Polymorphic.ANY)
        .variadic()
        .gives(INT4)
        .nulls(NullBehavior.NEVER)
        .as(Rowwise.ofAll(args -> args.length - present(args)));
    d.function("num_nonnulls", "How many arguments are not NULL")
        .takes(Polymorphic.ANY)
        .variadic()
        .gives(INT4)
        .nulls(NullBehavior.NEVER)
        .as(Rowwise.ofAll(ArrayChanges::present));
  }

  private static Integer present(@Nullable Object[] args) {
    return (int) Arrays.stream(args).filter(Objects::nonNull).count();
  }

  private static List<@Nullable Object> elements(@Nullable Object array) {
    return ((ArrayValue) Rowwise.present(array)).elements();
  }

  private static ArrayValue replaced(ElementEquality equality, @Nullable Object[] args) {
    List<@Nullable Object> result = new ArrayList<>();
    for (Object element : elements(args[0])) {
      result.add(equality.equal(element, args[1]) ? args[2] : element);
    }
    return ArrayValue.copyOf(result);
  }

  private static ArrayValue positions(ElementEquality equality, @Nullable Object[] args) {
    List<@Nullable Object> result = new ArrayList<>();
    List<@Nullable Object> elements = elements(args[0]);
    for (int i = 0; i < elements.size(); i++) {
      if (equality.equal(elements.get(i), args[1])) {
        result.add(i + 1);
      }
    }
    return ArrayValue.copyOf(result);
  }

  private static ArrayValue filled(@Nullable Object element, @Nullable Object dimensions) {
    if (dimensions == null) {
      throw new TidewaterException(
          ErrorCode.NULL_VALUE_NOT_ALLOWED, "dimension array or low bound array cannot be null");
    }
    List<@Nullable Object> lengths = elements(dimensions);
    if (lengths.size() > 1) {
      throw new TidewaterException(
          ErrorCode.FEATURE_NOT_SUPPORTED, "arrays of more than one dimension are not supported");
    }
    if (lengths.contains(null)) {
      throw new TidewaterException(
          ErrorCode.NULL_VALUE_NOT_ALLOWED, "dimension values cannot be null");
    }
    int count = lengths.isEmpty() ? 0 : (Integer) Rowwise.present(lengths.get(0));
    if (count < 0 || count > MAX_ELEMENTS) {
      throw new TidewaterException(
              ErrorCode.PROGRAM_LIMIT_EXCEEDED,
              "array size exceeds the maximum allowed ({maximum})")
          .with("maximum", MAX_ELEMENTS);
    }
    return ArrayValue.copyOf(Collections.nCopies(count, element));
  }

  private static ArrayValue trimmed(ArrayValue array, Integer count) {
    if (count < 0 || count > array.size()) {
      throw new TidewaterException(
              ErrorCode.ARRAY_SUBSCRIPT_ERROR,
              "number of elements to trim must be between 0 and {size}")
          .with("size", array.size());
    }
    return ArrayValue.copyOf(array.elements().subList(0, array.size() - count));
  }

  private static ArrayValue reversed(ArrayValue array) {
    List<@Nullable Object> elements = new ArrayList<>(array.elements());
    Collections.reverse(elements);
    return ArrayValue.copyOf(elements);
  }
}
