package dev.tidewater.engine.aggregate;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.TypeKind;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.DoubleVector;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sum and average of floating-point numbers. The sum is kept exactly and rounded once, so it does
 * not depend on the order of the rows, and a row that is taken back leaves nothing behind.
 */
final class FloatSum implements Accumulator {
  private static final int COUNT = 0;
  private static final int NAN = 1;
  private static final int POSITIVE_INFINITY = 2;
  private static final int NEGATIVE_INFINITY = 3;

  /** {@code units * 2^exponent}, the exponent being the lowest that was needed so far. */
  private static final class Exact {
    BigInteger units = BigInteger.ZERO;
    int exponent = Double.MAX_EXPONENT;

    void add(double value, long diff) {
      long bits = Double.doubleToRawLongBits(value);
      int biased = (int) (bits >>> 52) & 0x7ff;
      long mantissa = bits & ((1L << 52) - 1);
      if (biased != 0) {
        mantissa |= 1L << 52;
      }
      if (mantissa == 0) {
        return;
      }
      int zeros = Long.numberOfTrailingZeros(mantissa);
      int valueExponent = Math.max(biased, 1) - 1075 + zeros;
      if (valueExponent < exponent) {
        units = units.shiftLeft(exponent - valueExponent);
        exponent = valueExponent;
      }
      BigInteger term = BigInteger.valueOf(bits < 0 ? -(mantissa >>> zeros) : mantissa >>> zeros);
      if (diff != 1) {
        term = term.multiply(BigInteger.valueOf(diff));
      }
      units = units.add(term.shiftLeft(valueExponent - exponent));
    }

    /** Rounded once: a number below the normal range has few enough bits to convert exactly. */
    double rounded() {
      int excess = Math.max(0, units.bitLength() - 1000);
      return excess == 0 ? Math.scalb(units.doubleValue(), exponent) : scaledFromFar(excess);
    }

    private double scaledFromFar(int excess) {
      // Keep sticky bits, so that rounding to nearest sees whether anything was cut off.
      BigInteger kept = units.abs().shiftRight(excess);
      if (units.abs().getLowestSetBit() < excess) {
        kept = kept.setBit(0);
      }
      double magnitude = Math.scalb(kept.doubleValue(), exponent + excess);
      return units.signum() < 0 ? -magnitude : magnitude;
    }
  }

  private final NumericResult.Kind kind;
  private final TypeKind type;

  FloatSum(NumericResult.Kind kind, TypeKind type) {
    this.kind = kind;
    this.type = type;
  }

  @Override
  public int words() {
    return 4;
  }

  @Override
  public int objects() {
    return 1;
  }

  @Override
  public void add(State state, @Nullable ColumnVector argument, int row, long diff) {
    DoubleVector values = (DoubleVector) Arguments.required(argument);
    if (values.isNull(row)) {
      return;
    }
    state.add(COUNT, diff);
    double value = values.values[row];
    if (Double.isNaN(value)) {
      state.add(NAN, diff);
    } else if (Double.isInfinite(value)) {
      state.add(value > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY, diff);
    } else {
      Exact sum = (Exact) state.objects[state.objectAt];
      if (sum == null) {
        sum = new Exact();
        state.objects[state.objectAt] = sum;
      }
      sum.add(value, diff);
    }
  }

  @Override
  public void emit(State state, ColumnVector out, int row) {
    long count = state.number(COUNT);
    if (count <= 0) {
      out.setNull(row);
      return;
    }
    double sum = sum(state);
    double value =
        switch (kind) {
          case SUM -> sum;
          case AVERAGE -> sum / count;
        };
    double narrowed = type == TypeKind.FLOAT4 ? (float) value : value;
    if (Double.isInfinite(narrowed)
        && state.number(POSITIVE_INFINITY) == 0
        && state.number(NEGATIVE_INFINITY) == 0) {
      throw new TidewaterException(
          ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: overflow");
    }
    out.nulls[row] = false;
    ((DoubleVector) out).values[row] = narrowed;
  }

  @Override
  public boolean isBlank(State state) {
    Exact exact = (Exact) state.objects[state.objectAt];
    return exact == null || exact.units.signum() == 0;
  }

  private static double sum(State state) {
    boolean positive = state.number(POSITIVE_INFINITY) != 0;
    boolean negative = state.number(NEGATIVE_INFINITY) != 0;
    if (state.number(NAN) != 0 || (positive && negative)) {
      return Double.NaN;
    }
    if (positive) {
      return Double.POSITIVE_INFINITY;
    }
    if (negative) {
      return Double.NEGATIVE_INFINITY;
    }
    Exact exact = (Exact) state.objects[state.objectAt];
    return exact == null ? 0 : exact.rounded();
  }
}
