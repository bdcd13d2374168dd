package dev.tidewater.plan;

import dev.tidewater.plan.WindowFrame.Bound;
import dev.tidewater.plan.WindowFrame.Exclusion;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes window functions: the default frame is left out. */
final class WindowPrinter {
  private WindowPrinter() {}

  static String print(WindowFunction function) {
    String args =
        function.args().stream()
            .map(ScalarPrinter::print)
            .collect(Collectors.joining(", ", "{", "}"));
    ScalarExpr filter = function.filter();
    String where = filter == null ? "" : " filter " + ScalarPrinter.print(filter);
    return function.function() + args + where + print(function.frame());
  }

  private static String print(WindowFrame frame) {
    if (frame.equals(WindowFrame.toCurrentRow())) {
      return "";
    }
    String exclusion =
        frame.exclusion() == Exclusion.NO_OTHERS ? "" : " exclude " + words(frame.exclusion());
    return " over "
        + words(frame.unit())
        + " "
        + print(frame.start())
        + " to "
        + print(frame.end())
        + exclusion;
  }

  private static String print(Bound bound) {
    ScalarExpr offset = bound.offset();
    return offset == null
        ? words(bound.kind())
        : ScalarPrinter.print(offset) + " " + words(bound.kind());
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
