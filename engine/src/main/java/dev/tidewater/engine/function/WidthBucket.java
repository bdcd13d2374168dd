package dev.tidewater.engine.function;

import dev.tidewater.types.Decimal;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** The histogram bucket that a value falls into: 0 below, count + 1 above. */
final class WidthBucket {
  private WidthBucket() {}

  static Object bucket(@Nullable Object[] args) {
    int count = (Integer) Rowwise.present(args[3]);
    if (count <= 0) {
      throw invalid("count must be greater than zero");
    }
    BigDecimal value = exact(args[0]);
    BigDecimal low = exact(args[1]);
    BigDecimal high = exact(args[2]);
    int direction = high.compareTo(low);
    if (direction == 0) {
      throw invalid("lower bound cannot equal upper bound");
    }
    if (value.compareTo(low) * direction < 0) {
      return 0;
    }
    if (value.compareTo(high) * direction >= 0) {
      return range(count + 1L);
    }
    BigDecimal position = value.subtract(low).multiply(BigDecimal.valueOf(count));
    BigDecimal bucket = position.divide(high.subtract(low), 0, RoundingMode.FLOOR);
    return range(bucket.longValue() + 1);
  }

  private static Object range(long bucket) {
    if (bucket > Integer.MAX_VALUE) {
      throw LongArithmetic.outOfRange(dev.tidewater.types.ScalarType.INT4);
    }
    return (int) bucket;
  }

  private static BigDecimal exact(@Nullable Object value) {
    if (value instanceof Decimal decimal && decimal.isFinite()) {
      return decimal.toBigDecimal();
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      return new BigDecimal(number);
    }
    throw invalid("operand, lower bound, and upper bound cannot be NaN");
  }

  private static TidewaterException invalid(String summary) {
    return new TidewaterException(ErrorCode.INVALID_ARGUMENT_FOR_WIDTH_BUCKET_FUNCTION, summary);
  }
}
