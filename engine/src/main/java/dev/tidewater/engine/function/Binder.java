package dev.tidewater.engine.function;

import dev.tidewater.engine.function.ParameterType.Exact;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.DecimalVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes the function of a call ready to run: passes NULL on where the function is strict, and
 * brings numerics of fixed precision into the form that functions on numeric know.
 */
public final class Binder {
  private Binder() {}

  public static VectorFunction bind(BoundCall call) {
    VectorFunction inner = withPlainNumerics(call);
    return call.function().nulls().isStrict() ? strict(inner) : inner;
  }

  private static VectorFunction strict(VectorFunction inner) {
    return (selection, args, out, errors) -> {
      int limit = selection.limit();
      for (ColumnVector arg : args) {
        if (arg.hasNulls) {
          out.hasNulls = true;
          boolean[] from = arg.nulls;
          boolean[] to = out.nulls;
          for (int i = 0; i < limit; i++) {
            to[i] |= from[i];
          }
        }
      }
      inner.evaluate(selection, args, out, errors);
    };
  }

  private static VectorFunction withPlainNumerics(BoundCall call) {
    SqlFunction function = call.function();
    if (FixedDecimals.handles(call)) {
      return function.implementation().bind(call);
    }
    List<SqlType> types = new ArrayList<>(call.argumentTypes());
    boolean[] convert = new boolean[types.size()];
    boolean any = false;
    for (int i = 0; i < convert.length; i++) {
      convert[i] =
          isNumeric(function.parameter(i))
              && types.get(i) instanceof ScalarType scalar
              && scalar.isFixedDecimal();
      if (convert[i]) {
        types.set(i, ScalarType.NUMERIC);
        any = true;
      }
    }
    boolean convertResult =
        isNumeric(function.result())
            && call.resultType() instanceof ScalarType result
            && result.precision() != ScalarType.NONE
            && function.kind() != SqlFunction.Kind.CAST;
    BoundCall plain = any ? call.withArgumentTypes(types) : call;
    VectorFunction inner =
        function
            .implementation()
            .bind(convertResult ? plain.withResultType(ScalarType.NUMERIC) : plain);
    VectorFunction converted = any ? convertingArguments(call, convert, inner) : inner;
    return convertResult ? convertingResult((ScalarType) call.resultType(), converted) : converted;
  }

  private static boolean isNumeric(ParameterType type) {
    return type instanceof Exact exact && exact.type().equals(ScalarType.NUMERIC);
  }

  private static VectorFunction convertingArguments(
      BoundCall call, boolean[] convert, VectorFunction inner) {
    ColumnVector[] converted = new ColumnVector[convert.length];
    DecimalVector[] scratch = new DecimalVector[convert.length];
    Arrays.setAll(scratch, i -> new DecimalVector(0));
    return (selection, args, out, errors) -> {
      for (int i = 0; i < convert.length; i++) {
        converted[i] = args[i];
        if (convert[i]) {
          if (scratch[i].capacity() < args[i].capacity()) {
            scratch[i] = new DecimalVector(args[i].capacity());
          }
          toDecimals(selection, args[i], (ScalarType) call.argumentType(i), scratch[i]);
          converted[i] = scratch[i];
        }
      }
      inner.evaluate(selection, converted, out, errors);
    };
  }

  private static void toDecimals(
      Selection selection, ColumnVector source, ScalarType type, DecimalVector target) {
    target.nulls = source.nulls;
    target.hasNulls = source.hasNulls;
    for (int i = 0; i < selection.count(); i++) {
      int row = selection.row(i);
      target.values[row] = Values.readDecimal(source, type, row);
    }
  }

  private static VectorFunction convertingResult(ScalarType type, VectorFunction inner) {
    return (selection, args, out, errors) -> {
      DecimalVector plain = new DecimalVector(out.capacity());
      System.arraycopy(out.nulls, 0, plain.nulls, 0, out.capacity());
      plain.hasNulls = out.hasNulls;
      inner.evaluate(selection, args, plain, errors);
      for (int k = 0; k < selection.count(); k++) {
        int row = selection.row(k);
        if (plain.isNull(row)) {
          out.setNull(row);
          continue;
        }
        try {
          Values.writeDecimal(plain.values[row], out, type, row);
        } catch (TidewaterException e) {
          out.setNull(row);
          errors.record(row, e);
        }
      }
    };
  }
}
