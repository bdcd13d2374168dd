package dev.tidewater.engine.window;

import dev.tidewater.engine.aggregate.Accumulator;
import dev.tidewater.engine.aggregate.Accumulators;
import dev.tidewater.engine.aggregate.Collector;
import dev.tidewater.engine.aggregate.Collectors;
import dev.tidewater.engine.window.WindowSpecification.Placed;
import dev.tidewater.plan.Aggregate;
import dev.tidewater.plan.WindowFrame;
import dev.tidewater.plan.WindowFunction;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;

/** Finds what computes a window function. */
final class WindowColumns {
  private final WindowSpecification window;

  WindowColumns(WindowSpecification window) {
    this.window = window;
  }

  WindowColumn of(Placed placed) {
    String function = placed.function().function();
    String name = function.substring(0, function.indexOf('('));
    return switch (name) {
      case "row_number" -> new Ranking(Ranking.Kind.ROW_NUMBER);
      case "rank" -> new Ranking(Ranking.Kind.RANK);
      case "dense_rank" -> new Ranking(Ranking.Kind.DENSE_RANK);
      case "percent_rank" -> new Ranking(Ranking.Kind.PERCENT_RANK);
      case "cume_dist" -> new Ranking(Ranking.Kind.CUME_DIST);
      case "ntile" -> new Ntile(placed.arguments()[0]);
      case "lag" -> new Shift(Shift.Direction.BACK, placed.arguments());
      case "lead" -> new Shift(Shift.Direction.AHEAD, placed.arguments());
      case "first_value" ->
          new FrameValue(FrameValue.Kind.FIRST, placed.arguments(), frames(placed));
      case "last_value" -> new FrameValue(FrameValue.Kind.LAST, placed.arguments(), frames(placed));
      case "nth_value" -> new FrameValue(FrameValue.Kind.NTH, placed.arguments(), frames(placed));
      default -> aggregate(placed);
    };
  }

  private WindowColumn aggregate(Placed placed) {
    WindowFunction function = placed.function();
    Aggregate aggregate =
        new Aggregate(
            function.function(),
            function.args(),
            false,
            null,
            function.type(),
            function.nullable());
    AggregateInput input = new AggregateInput(placed.arguments(), placed.filter());
    Accumulator accumulator = Accumulators.of(aggregate).orElse(null);
    if (accumulator != null) {
      return new SlidingSum(accumulator, input, frames(placed));
    }
    Collector collector = Collectors.of(aggregate).orElseThrow(() -> unsupported(function));
    return new FrameCollection(collector, input, frames(placed));
  }

  private static TidewaterException unsupported(WindowFunction function) {
    return new TidewaterException(
            ErrorCode.FEATURE_NOT_SUPPORTED, "{function} over a window is not supported yet")
        .with("function", function.function());
  }

  private Frames frames(Placed placed) {
    WindowFrame frame = placed.function().frame();
    RangeSearch range =
        frame.rangeKey() == null
            ? null
            : new RangeSearch(placed.rangeKey(), frame.rangeKey().type(), window.order().get(0));
    return new Frames(
        new Frames.Specification(
            frame.unit(),
            frame.start().kind(),
            placed.startOffset(),
            frame.end().kind(),
            placed.endOffset(),
            frame.exclusion(),
            range));
  }
}
