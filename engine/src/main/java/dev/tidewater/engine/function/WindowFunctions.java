package dev.tidewater.engine.function;

import static dev.tidewater.types.ScalarType.FLOAT8;
import static dev.tidewater.types.ScalarType.INT4;
import static dev.tidewater.types.ScalarType.INT8;

import dev.tidewater.engine.function.ParameterType.Exact;
import dev.tidewater.engine.function.ParameterType.Polymorphic;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;

/** Functions that need OVER: their types only; the window operator computes them. */
final class WindowFunctions {
  private static final Implementation BY_OPERATORS =
      call -> {
        throw new TidewaterException(
                ErrorCode.WINDOWING_ERROR, "window function {function} requires an OVER clause")
            .with("function", call.function().name());
      };

  private WindowFunctions() {}

  static void declare(Declarations d) {
    d.window("row_number", "Number of the row in its partition, from 1")
        .gives(INT8)
        .nulls(NullBehavior.NEVER)
        .as(BY_OPERATORS);
    d.window("rank", "Number of the row's first peer: ranks with gaps")
        .gives(INT8)
        .nulls(NullBehavior.NEVER)
        .as(BY_OPERATORS);
    d.window("dense_rank", "Number of the row's peer group: ranks without gaps")
        .gives(INT8)
        .nulls(NullBehavior.NEVER)
        .as(BY_OPERATORS);
    d.window("percent_rank", "(rank - 1) / (rows of the partition - 1)")
        .gives(FLOAT8)
        .nulls(NullBehavior.NEVER)
        .as(BY_OPERATORS);
    d.window("cume_dist", "Share of the rows up to the row's last peer")
        .gives(FLOAT8)
        .nulls(NullBehavior.NEVER)
        .as(BY_OPERATORS);
    d.window("ntile", "Number of the row's part where the partition is cut into equal parts")
        .takes(INT4)
        .gives(INT4)
        .as(BY_OPERATORS);
    declareValues(d);
  }

  private static void declareValues(Declarations d) {
    for (String name : new String[] {"lag", "lead"}) {
      String where = name.equals("lag") ? "before" : "behind";
      d.window(name, "The value one row " + where + " this one")
          .takes(Polymorphic.ELEMENT)
          .gives(Polymorphic.ELEMENT)
          .as(BY_OPERATORS);
      d.window(name, "The value some rows " + where + " this one")
          .takes(Polymorphic.ELEMENT, new Exact(INT4))
          .gives(Polymorphic.ELEMENT)
          .as(BY_OPERATORS);
      d.window(name, "The value some rows " + where + " this one, or a default")
          .takes(Polymorphic.ELEMENT, new Exact(INT4), Polymorphic.ELEMENT)
          .gives(Polymorphic.ELEMENT)
          .as(BY_OPERATORS);
    }
    d.window("first_value", "The value of the frame's first row")
        .takes(Polymorphic.ELEMENT)
        .gives(Polymorphic.ELEMENT)
        .as(BY_OPERATORS);
    d.window("last_value", "The value of the frame's last row")
        .takes(Polymorphic.ELEMENT)
        .gives(Polymorphic.ELEMENT)
        .as(BY_OPERATORS);
    d.window("nth_value", "The value of the frame's nth row, from 1")
        .takes(Polymorphic.ELEMENT, new Exact(INT4))
        .gives(Polymorphic.ELEMENT)
        .as(BY_OPERATORS);
  }
}
