package dev.tidewater.engine.aggregate;

import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.DoubleVector;
import dev.tidewater.types.vector.LongVector;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/**
 * Covariance, correlation and linear regression of pairs, the dependent value (Y) before the
 * independent one (X), from exact sums. Pairs with a NULL are passed over.
 */
final class PairMoments implements Accumulator {
  /** What is made of the sums; named as the SQL functions are. */
  enum Kind {
    COVAR_POP,
    COVAR_SAMP,
    CORR,
    REGR_AVGX,
    REGR_AVGY,
    REGR_COUNT,
    REGR_INTERCEPT,
    REGR_R2,
    REGR_SLOPE,
    REGR_SXX,
    REGR_SXY,
    REGR_SYY;

    static Optional<Kind> of(String function) {
      for (Kind kind : values()) {
        if (kind.name().toLowerCase(Locale.ROOT).equals(function)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  private static final int COUNT = 0;

  /** Then for Y and for X: NaNs, positive and negative infinities. */
  private static final int SPECIAL_Y = 1;

  private static final int SPECIAL_X = 4;
  private static final int SPECIALS = 3;

  private static final int Y = 0;
  private static final int X = 1;
  private static final int YY = 2;
  private static final int XX = 3;
  private static final int XY = 4;
  private static final int SUMS = 5;

  private final Kind kind;

  PairMoments(Kind kind) {
    this.kind = kind;
  }

  @Override
  public int words() {
    return SPECIAL_X + SPECIALS;
  }

  @Override
  public int objects() {
    return SUMS;
  }

  @Override
  public void add(State state, ColumnVector[] arguments, int row, long diff) {
    if (arguments[0].isNull(row) || arguments[1].isNull(row)) {
      return;
    }
    double y = ((DoubleVector) arguments[0]).values[row];
    double x = ((DoubleVector) arguments[1]).values[row];
    state.add(COUNT, diff);
    if (Double.isFinite(y)) {
      ExactSum.in(state, Y).add(y, diff);
      ExactSum.in(state, YY).addProduct(y, y, diff);
    } else {
      state.add(SPECIAL_Y + special(y), diff);
    }
    if (Double.isFinite(x)) {
      ExactSum.in(state, X).add(x, diff);
      ExactSum.in(state, XX).addProduct(x, x, diff);
    } else {
      state.add(SPECIAL_X + special(x), diff);
    }
    if (Double.isFinite(x) && Double.isFinite(y)) {
      ExactSum.in(state, XY).addProduct(x, y, diff);
    }
  }

  private static int special(double value) {
    return Double.isNaN(value) ? 0 : value > 0 ? 1 : 2;
  }

  @Override
  public void emit(State state, ColumnVector out, int row) {
    long count = state.number(COUNT);
    out.nulls[row] = false;
    if (kind == Kind.REGR_COUNT) {
      ((LongVector) out).values[row] = count;
    } else if (count < (kind == Kind.COVAR_SAMP ? 2 : 1) || isUndefined(state, count)) {
      out.setNull(row);
    } else {
      ((DoubleVector) out).values[row] = value(state, count);
    }
  }

  /** Whether all values of a side are alike, where that leaves nothing to say. */
  private boolean isUndefined(State state, long count) {
    boolean flatX = centered(state, count, 1, XX, X, X) == 0;
    return switch (kind) {
      case CORR -> flatX || centered(state, count, 1, YY, Y, Y) == 0;
      case REGR_INTERCEPT, REGR_R2, REGR_SLOPE -> flatX;
      default -> false;
    };
  }

  private double value(State state, long count) {
    double xx = centered(state, count, count, XX, X, X);
    double yy = centered(state, count, count, YY, Y, Y);
    double xy = centered(state, count, count, XY, X, Y);
    return switch (kind) {
      case COVAR_POP -> centered(state, count, count * count, XY, X, Y);
      case COVAR_SAMP -> centered(state, count, count * (count - 1), XY, X, Y);
      case CORR -> correlation(xx, yy, xy);
      case REGR_AVGX -> sum(state, X) / count;
      case REGR_AVGY -> sum(state, Y) / count;
      case REGR_COUNT -> count;
      case REGR_INTERCEPT -> (sum(state, Y) - sum(state, X) * (xy / xx)) / count;
      case REGR_R2 -> yy == 0 ? 1 : xy * xy / (xx * yy);
      case REGR_SLOPE -> xy / xx;
      case REGR_SXX -> xx;
      case REGR_SXY -> xy;
      case REGR_SYY -> yy;
    };
  }

  /** Never beyond -1 and 1, where rounding might bring it. */
  private static double correlation(double xx, double yy, double xy) {
    double squares = xx * yy;
    boolean fits = squares > Double.MIN_NORMAL && squares < Double.POSITIVE_INFINITY;
    double correlation = xy / (fits ? Math.sqrt(squares) : Math.sqrt(xx) * Math.sqrt(yy));
    return Math.max(-1, Math.min(1, correlation));
  }

  /** Products of the distances from both means summed up, times {@code count / divisor}. */
  private static double centered(
      State state, long count, long divisor, int products, int left, int right) {
    if (!isFinite(state, left) || !isFinite(state, right)) {
      return Double.NaN;
    }
    return ExactSum.centered(
            count,
            ExactSum.in(state, products),
            ExactSum.in(state, left),
            ExactSum.in(state, right))
        .dividedBy(BigInteger.valueOf(divisor));
  }

  private static boolean isFinite(State state, int side) {
    int at = side == X ? SPECIAL_X : SPECIAL_Y;
    return state.number(at) == 0 && state.number(at + 1) == 0 && state.number(at + 2) == 0;
  }

  private static double sum(State state, int side) {
    int at = side == X ? SPECIAL_X : SPECIAL_Y;
    double sum = ExactSum.in(state, side).rounded();
    if (state.number(at) != 0) {
      sum = Double.NaN;
    }
    if (state.number(at + 1) != 0) {
      sum += Double.POSITIVE_INFINITY;
    }
    return state.number(at + 2) != 0 ? sum + Double.NEGATIVE_INFINITY : sum;
  }

  @Override
  public boolean isBlank(State state) {
    for (int i = 0; i < SUMS; i++) {
      if (!ExactSum.isZero(state, i)) {
        return false;
      }
    }
    return true;
  }
}
