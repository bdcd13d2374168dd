package dev.tidewater.engine.function;

import dev.tidewater.engine.function.SqlFunction.Arity;
import dev.tidewater.engine.function.SqlFunction.Kind;
import dev.tidewater.types.ArrayType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.ArrayFormat;
import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.ColumnVector;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Casts of arrays, made of casts of their elements. */
final class ArrayCasts {
  private ArrayCasts() {}

  static SqlFunction of(ArrayType from, ArrayType to, SqlFunction element) {
    return new SqlFunction(
        element.name(),
        Kind.CAST,
        List.of(new ParameterType.Exact(from)),
        Arity.FIXED,
        new ParameterType.Exact(to),
        NullBehavior.STRICT,
        element.volatility(),
        "Converts each element",
        element.castContext(),
        call -> bind(call, element));
  }

  private static VectorFunction bind(BoundCall call, SqlFunction element) {
    ArrayType from = (ArrayType) call.argumentType(0);
    ArrayType to = (ArrayType) call.resultType();
    BoundCall elementCall =
        new BoundCall(
            element,
            List.of(from.element()),
            List.of(Optional.empty()),
            to.element(),
            call.session());
    VectorFunction function = Binder.bind(elementCall);
    ArrayFormat source = ArrayFormat.of(from);
    ArrayFormat target = ArrayFormat.of(to);
    return (selection, args, out, errors) -> {
      ByteSink sink = new ByteSink();
      for (int i = 0; i < selection.count(); i++) {
        int row = selection.row(i);
        if (!out.isNull(row)) {
          ColumnVector elements = source.elements((BytesVector) args[0], row);
          ColumnVector converted = Values.allocate(to.element(), elements.capacity());
          RowErrors failures = new RowErrors();
          function.evaluate(
              new Selection().first(elements.capacity()),
              new ColumnVector[] {elements},
              converted,
              failures);
          finish(row, converted, failures, target, sink, (BytesVector) out, errors);
        }
      }
    };
  }

  private static void finish(
      int row,
      ColumnVector converted,
      RowErrors failures,
      ArrayFormat target,
      ByteSink sink,
      BytesVector out,
      RowErrors errors) {
    int count = converted.capacity();
    for (int i = 0; i < count && !failures.isEmpty(); i++) {
      @Nullable TidewaterException failure = failures.at(i);
      if (failure != null) {
        out.setNull(row);
        errors.record(row, failure);
        return;
      }
    }
    sink.clear();
    target.encode(converted, count, sink);
    out.append(row, sink.array(), 0, sink.size());
  }
}
