package dev.tidewater.engine.aggregate;

import dev.tidewater.plan.Aggregate;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import java.util.Optional;

/** Finds the accumulator of an aggregate. */
public final class Accumulators {
  private Accumulators() {}

  /** The part of a function's identity before its argument types. */
  public static String nameOf(Aggregate aggregate) {
    String function = aggregate.function();
    int end = function.indexOf('(');
    return end < 0 ? function : function.substring(0, end);
  }

  /** The accumulator of an aggregate; empty if it is none that can be accumulated. */
  public static Optional<Accumulator> of(Aggregate aggregate) {
    return switch (nameOf(aggregate)) {
      case "count" -> Optional.of(new Count());
      case "sum" -> sum(aggregate, NumericResult.Kind.SUM);
      case "avg" -> sum(aggregate, NumericResult.Kind.AVERAGE);
      case "bool_and", "every" -> Optional.of(new BooleanFold(BooleanFold.Kind.AND));
      case "bool_or" -> Optional.of(new BooleanFold(BooleanFold.Kind.OR));
      case "var_pop" -> spread(aggregate, Spread.VAR_POP);
      case "var_samp", "variance" -> spread(aggregate, Spread.VAR_SAMP);
      case "stddev_pop" -> spread(aggregate, Spread.STDDEV_POP);
      case "stddev_samp", "stddev" -> spread(aggregate, Spread.STDDEV_SAMP);
      case "bit_and" -> bits(aggregate, BitFold.Kind.AND);
      case "bit_or" -> bits(aggregate, BitFold.Kind.OR);
      case "bit_xor" -> bits(aggregate, BitFold.Kind.XOR);
      default -> PairMoments.Kind.of(nameOf(aggregate)).map(PairMoments::new);
    };
  }

  private static Optional<Accumulator> spread(Aggregate aggregate, Spread spread) {
    if (!(aggregate.args().get(0).type() instanceof ScalarType from)
        || !(aggregate.type() instanceof ScalarType to)) {
      return Optional.empty();
    }
    return switch (from.physical()) {
      case INT8, INT16, INT32 -> Optional.of(LongMoments.ofIntegers(spread, to));
      case INT64 ->
          Optional.of(
              from.isFixedDecimal()
                  ? LongMoments.ofDecimals(spread, from.scale(), to)
                  : LongMoments.ofIntegers(spread, to));
      case INT128, DECIMAL -> Optional.of(new DecimalMoments(spread, from, to));
      case FLOAT32, FLOAT64 -> Optional.of(new FloatMoments(spread));
      case INTERVAL, BYTES -> Optional.empty();
    };
  }

  private static Optional<Accumulator> bits(Aggregate aggregate, BitFold.Kind kind) {
    int width = aggregate.type().physical().width() * Byte.SIZE;
    return Optional.of(new BitFold(kind, width));
  }

  private static Optional<Accumulator> sum(Aggregate aggregate, NumericResult.Kind kind) {
    SqlType argument = aggregate.args().get(0).type();
    if (!(argument instanceof ScalarType from) || !(aggregate.type() instanceof ScalarType to)) {
      return Optional.empty();
    }
    NumericResult result = new NumericResult(kind, to);
    int scale = from.isFixedDecimal() ? from.scale() : 0;
    return switch (from.physical()) {
      case INT8, INT16, INT32 -> Optional.of(LongSum.ofIntegers(result));
      case INT64 ->
          Optional.of(
              from.isFixedDecimal()
                  ? LongSum.ofDecimals(scale, result)
                  : LongSum.ofIntegers(result));
      case INT128 -> Optional.of(new WideSum(scale, result));
      case DECIMAL -> Optional.of(new DecimalSum(result));
      case FLOAT32, FLOAT64 -> Optional.of(new FloatSum(kind, to.kind()));
      case INTERVAL -> Optional.of(new IntervalSum(kind));
      case BYTES -> Optional.empty();
    };
  }
}
