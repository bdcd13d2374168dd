package dev.tidewater.engine.function;

import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.TypeKind;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Implementations a row at a time over Java forms: for functions whose own work outweighs the
 * boxing. Of strict functions only rows without NULL arguments get here.
 */
final class Rowwise {
  private Rowwise() {}

  /** A function of one argument. */
  @FunctionalInterface
  interface One<A, R> {
    @Nullable R apply(A a);
  }

  /** A function of two arguments. */
  @FunctionalInterface
  interface Two<A, B, R> {
    @Nullable R apply(A a, B b);
  }

  /** A function of three arguments. */
  @FunctionalInterface
  interface Three<A, B, C, R> {
    @Nullable R apply(A a, B b, C c);
  }

  @SuppressWarnings("unchecked") // The catalog's declaration next to the lambda gives the types.
  static <A, R> Implementation of(One<A, R> function) {
    return bound(call -> args -> function.apply((A) present(args[0])));
  }

  @SuppressWarnings("unchecked") // As above.
  static <A, B, R> Implementation of(Two<A, B, R> function) {
    return bound(call -> args -> function.apply((A) present(args[0]), (B) present(args[1])));
  }

  @SuppressWarnings("unchecked") // As above.
  static <A, B, C, R> Implementation of(Three<A, B, C, R> function) {
    return bound(
        call ->
            args ->
                function.apply((A) present(args[0]), (B) present(args[1]), (C) present(args[2])));
  }

  /** A function of any number of arguments, some of which may be NULL unless it is strict. */
  static Implementation ofAll(RowFunction function) {
    return bound(call -> function);
  }

  /** A function made for the call. */
  static Implementation bound(Function<BoundCall, RowFunction> binder) {
    return call -> new Loop(call, binder.apply(call));
  }

  static Object present(@Nullable Object value) {
    if (value == null) {
      throw new IllegalStateException("NULL given to a strict function");
    }
    return value;
  }

  private static final class Loop implements VectorFunction {
    private final RowFunction function;
    private final SqlType[] types;
    private final SqlType resultType;
    private final boolean strict;
    private final @Nullable Object[] values;

    /** Arguments that are not the same for all rows. */
    private final int[] varying;

    Loop(BoundCall call, RowFunction function) {
      this.function = function;
      this.types = call.argumentTypes().toArray(SqlType[]::new);
      this.resultType = call.resultType();
      this.strict = call.function().nulls().isStrict();
      this.values = new @Nullable Object[types.length];
      for (int i = 0; i < values.length; i++) {
        // A numeric gets the scale of its type only in the vector.
        values[i] = types[i].is(TypeKind.NUMERIC) ? null : call.constants().get(i).orElse(null);
      }
      this.varying = IntStream.range(0, values.length).filter(i -> values[i] == null).toArray();
    }

    @Override
    public void evaluate(
        Selection selection, ColumnVector[] args, ColumnVector out, RowErrors errors) {
      for (int i = 0; i < selection.count(); i++) {
        int row = selection.row(i);
        if (strict && out.isNull(row)) {
          continue;
        }
        try {
          for (int a : varying) {
            values[a] = Values.read(args[a], types[a], row);
          }
          Values.write(out, resultType, row, function.apply(values));
        } catch (TidewaterException e) {
          out.setNull(row);
          errors.record(row, e);
        }
      }
    }
  }
}
