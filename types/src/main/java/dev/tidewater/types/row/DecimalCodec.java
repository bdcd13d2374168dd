package dev.tidewater.types.row;

import dev.tidewater.types.Decimal;
import dev.tidewater.types.PowersOfTen;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.DecimalVector;
import java.math.BigInteger;

/**
 * Numerics of any scale. A positive number is {@code 0.d1d2d3… * 10^exponent}, d1 not zero:
 *
 * <pre>
 *   lead   digits                                 lead   meaning
 *   83-C1  exponent -31 to 31, in the lead        80     zero
 *   82,C2  exponent below, above: 3 bytes follow  C3,3C  Infinity, -Infinity
 *   …      two digits in each byte, times two,    C4     NaN
 *          plus one if more follow
 * </pre>
 *
 * <p>A negative number is the complement of its opposite. The key decodes to the least scale that
 * holds the value; the suffix is the number of further zeros.
 */
final class DecimalCodec extends VariableCodec {
  static final DecimalCodec INSTANCE = new DecimalCodec();

  private static final int ZERO = 0x80;
  private static final int LOW_EXPONENT = 0x82;
  private static final int HIGH_EXPONENT = 0xC2;
  private static final int POSITIVE_INFINITY = 0xC3;
  private static final int NEGATIVE_INFINITY = 0xFF - POSITIVE_INFINITY;
  private static final int NAN = 0xC4;
  private static final int MAX_SHORT_EXPONENT = 31;
  private static final int LEAD_OF_EXPONENT_ZERO = 0xA2;

  /** Added to a long exponent to make it positive; exponents lie within ±150,000. */
  private static final int EXPONENT_BIAS = 1 << 20;

  private DecimalCodec() {}

  @Override
  boolean hasSuffix() {
    return true;
  }

  @Override
  void encode(ColumnVector vector, int row, ByteSink out) {
    encode(((DecimalVector) vector).values[row], out);
  }

  static void encode(Decimal value, ByteSink out) {
    if (!value.isFinite()) {
      out.putByte(value.isNaN() ? NAN : value.signum() > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY);
    } else if (value.isZero()) {
      out.putByte(ZERO);
    } else {
      int start = out.size();
      if (value.fitsLong() && value.unscaledLong() != Long.MIN_VALUE) {
        encodeLong(Math.abs(value.unscaledLong()), value.scale(), out);
      } else {
        encodeBig(value.unscaled().abs(), value.scale(), out);
      }
      if (value.signum() < 0) {
        byte[] array = out.array();
        for (int i = start; i < out.size(); i++) {
          array[i] = (byte) ~array[i];
        }
      }
    }
  }

  private static void putLead(int exponent, ByteSink out) {
    if (Math.abs(exponent) <= MAX_SHORT_EXPONENT) {
      out.putByte(LEAD_OF_EXPONENT_ZERO + exponent);
    } else {
      out.putByte(exponent < 0 ? LOW_EXPONENT : HIGH_EXPONENT);
      int biased = exponent + EXPONENT_BIAS;
      out.putByte(biased >> 16);
      out.putShort(biased);
    }
  }

  private static void encodeLong(long magnitude, int scale, ByteSink out) {
    int digits = PowersOfTen.digits(magnitude);
    putLead(digits - scale, out);
    long rest = magnitude;
    int left = digits;
    while (left > 2 && rest != 0) {
      long unit = PowersOfTen.of(left - 2);
      long pair = rest / unit;
      rest -= pair * unit;
      left -= 2;
      out.putByte((int) pair * 2 + (rest == 0 ? 0 : 1));
    }
    if (rest != 0) {
      out.putByte((int) (left == 1 ? rest * 10 : rest) * 2);
    }
  }

  private static void encodeBig(BigInteger magnitude, int scale, ByteSink out) {
    String digits = magnitude.toString();
    putLead(digits.length() - scale, out);
    int end = digits.length();
    while (digits.charAt(end - 1) == '0') {
      end--;
    }
    for (int i = 0; i < end; i += 2) {
      int pair = (digits.charAt(i) - '0') * 10 + (i + 1 < end ? digits.charAt(i + 1) - '0' : 0);
      out.putByte(pair * 2 + (i + 2 < end ? 1 : 0));
    }
  }

  @Override
  int decode(byte[] source, int position, ColumnVector out, int row) {
    Decimal[] values = ((DecimalVector) out).values;
    int lead = source[position] & 0xff;
    switch (lead) {
      case ZERO -> values[row] = Decimal.ZERO;
      case NAN -> values[row] = Decimal.NAN;
      case POSITIVE_INFINITY -> values[row] = Decimal.POSITIVE_INFINITY;
      case NEGATIVE_INFINITY -> values[row] = Decimal.NEGATIVE_INFINITY;
      default -> {
        return decodeFinite(source, position, values, row);
      }
    }
    return position + 1;
  }

  private static int decodeFinite(byte[] source, int position, Decimal[] values, int row) {
    int flip = source[position] < 0 ? 0 : 0xff;
    int lead = (source[position] & 0xff) ^ flip;
    int at = digitsStart(lead, position);
    int exponent = lead - LEAD_OF_EXPONENT_ZERO;
    if (at > position + 1) {
      exponent =
          (((source[position + 1] ^ flip) & 0xff) << 16
                  | ((source[position + 2] ^ flip) & 0xff) << 8
                  | ((source[position + 3] ^ flip) & 0xff))
              - EXPONENT_BIAS;
    }
    int first = at;
    long magnitude = 0;
    int coded;
    do {
      coded = (source[at++] & 0xff) ^ flip;
      if (at - first > PowersOfTen.MAX_LONG_EXPONENT / 2) {
        return decodeBig(source, first, flip, exponent, values, row);
      }
      magnitude = magnitude * 100 + (coded >> 1);
    } while ((coded & 1) != 0);
    int digits = 2 * (at - first);
    if (magnitude % 10 == 0) {
      magnitude /= 10;
      digits--;
    }
    values[row] = Decimal.of(flip == 0 ? magnitude : -magnitude, digits - exponent);
    return at;
  }

  private static int decodeBig(
      byte[] source, int first, int flip, int exponent, Decimal[] values, int row) {
    StringBuilder digits = new StringBuilder(flip == 0 ? "" : "-");
    int at = first;
    int coded;
    do {
      coded = (source[at++] & 0xff) ^ flip;
      int pair = coded >> 1;
      digits.append((char) ('0' + pair / 10)).append((char) ('0' + pair % 10));
    } while ((coded & 1) != 0);
    int count = 2 * (at - first);
    if (digits.charAt(digits.length() - 1) == '0') {
      digits.setLength(digits.length() - 1);
      count--;
    }
    values[row] = Decimal.of(new BigInteger(digits.toString()), count - exponent);
    return at;
  }

  private static int digitsStart(int lead, int position) {
    return lead == LOW_EXPONENT || lead == HIGH_EXPONENT ? position + 4 : position + 1;
  }

  @Override
  int skip(byte[] source, int position) {
    int lead = source[position] & 0xff;
    if (lead == ZERO || lead == NAN || lead == POSITIVE_INFINITY || lead == NEGATIVE_INFINITY) {
      return position + 1;
    }
    int flip = source[position] < 0 ? 0 : 0xff;
    int at = digitsStart(lead ^ flip, position);
    while (((source[at] ^ flip) & 1) != 0) {
      at++;
    }
    return at + 1;
  }

  @Override
  boolean encodeSuffix(ColumnVector vector, int row, ByteSink out) {
    int extra = ((DecimalVector) vector).values[row].redundantScale();
    out.putVarint(extra);
    return extra > 0;
  }

  @Override
  int decodeSuffix(byte[] source, int position, ColumnVector out, int row) {
    Decimal[] values = ((DecimalVector) out).values;
    values[row] = withExtraScale(values[row], Suffixes.readVarint(source, position));
    return Suffixes.skipVarint(source, position);
  }

  static Decimal withExtraScale(Decimal value, int extra) {
    return extra == 0 ? value : value.round(value.scale() + extra);
  }

  @Override
  int skipSuffix(byte[] source, int position) {
    return Suffixes.skipVarint(source, position);
  }
}
