package dev.tidewater.types.format;

import dev.tidewater.types.Decimal;
import dev.tidewater.types.PowersOfTen;
import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.row.Bytes;
import java.math.BigInteger;

/**
 * Binary numeric: count of base-10,000 digits, power of 10,000 of the first, sign, display scale,
 * the digits; all in two bytes each.
 */
final class NumericBinary {
  private static final int BASE = 10_000;
  private static final int BASE_DIGITS = 4;
  private static final int POSITIVE = 0x0000;
  private static final int NEGATIVE = 0x4000;
  private static final int NAN = 0xC000;
  private static final int POSITIVE_INFINITY = 0xD000;
  private static final int NEGATIVE_INFINITY = 0xF000;
  private static final int HEADER = 8;

  private NumericBinary() {}

  static void append(Decimal value, ByteSink out) {
    if (!value.isFinite()) {
      int sign = value.isNaN() ? NAN : value.signum() > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY;
      putHeader(0, 0, sign, 0, out);
      return;
    }
    int fractionGroups = (value.scale() + BASE_DIGITS - 1) / BASE_DIGITS;
    int padding = fractionGroups * BASE_DIGITS - value.scale();
    long padded =
        value.fitsLong() ? PowersOfTen.scaleUpOrMin(value.unscaledLong(), padding) : Long.MIN_VALUE;
    if (padded != Long.MIN_VALUE) {
      appendLong(padded, fractionGroups, value.scale(), out);
    } else {
      appendBig(
          value.unscaled().multiply(PowersOfTen.big(padding)), fractionGroups, value.scale(), out);
    }
  }

  private static void putHeader(int count, int weight, int sign, int scale, ByteSink out) {
    out.putShort(count);
    out.putShort(weight);
    out.putShort(sign);
    out.putShort(scale);
  }

  private static void appendLong(long padded, int fractionGroups, int scale, ByteSink out) {
    long magnitude = Math.abs(padded);
    int groups = 0;
    for (long rest = magnitude; rest > 0; rest /= BASE) {
      groups++;
    }
    int dropped = 0;
    while (magnitude > 0 && magnitude % BASE == 0) {
      magnitude /= BASE;
      dropped++;
    }
    int count = groups - dropped;
    int weight = groups == 0 ? 0 : groups - fractionGroups - 1;
    putHeader(count, weight, padded < 0 ? NEGATIVE : POSITIVE, scale, out);
    int at = out.claim(2 * count);
    for (int i = count - 1; i >= 0; i--) {
      Bytes.writeShort(out.array(), at + 2 * i, (short) (magnitude % BASE));
      magnitude /= BASE;
    }
  }

  private static void appendBig(BigInteger padded, int fractionGroups, int scale, ByteSink out) {
    String digits = padded.abs().toString();
    int missing = Math.floorMod(-digits.length(), BASE_DIGITS);
    String whole = "0".repeat(missing) + digits;
    int groups = whole.length() / BASE_DIGITS;
    int count = groups;
    while (count > 0 && whole.startsWith("0000", (count - 1) * BASE_DIGITS)) {
      count--;
    }
    int weight = groups - fractionGroups - 1;
    putHeader(count, weight, padded.signum() < 0 ? NEGATIVE : POSITIVE, scale, out);
    for (int i = 0; i < count; i++) {
      out.putShort(Integer.parseInt(whole, i * BASE_DIGITS, (i + 1) * BASE_DIGITS, 10));
    }
  }

  static Decimal parse(byte[] bytes, int offset, int length) {
    int count = length < HEADER ? -1 : Bytes.readShort(bytes, offset);
    if (count < 0 || length != HEADER + 2 * count) {
      throw Errors.invalidBinary("numeric");
    }
    int weight = Bytes.readShort(bytes, offset + 2);
    int sign = Bytes.readShort(bytes, offset + 4) & 0xffff;
    int scale = Bytes.readShort(bytes, offset + 6);
    switch (sign) {
      case NAN -> {
        return Decimal.NAN;
      }
      case POSITIVE_INFINITY -> {
        return Decimal.POSITIVE_INFINITY;
      }
      case NEGATIVE_INFINITY -> {
        return Decimal.NEGATIVE_INFINITY;
      }
      default -> {}
    }
    if ((sign != POSITIVE && sign != NEGATIVE) || scale < 0 || scale > Decimal.MAX_SCALE) {
      throw Errors.invalidBinary("numeric");
    }
    StringBuilder digits = new StringBuilder(sign == NEGATIVE ? "-0" : "0");
    for (int i = 0; i < count; i++) {
      int group = Bytes.readShort(bytes, offset + HEADER + 2 * i);
      if (group < 0 || group >= BASE) {
        throw Errors.invalidBinary("numeric");
      }
      String text = Integer.toString(group);
      digits.append("0".repeat(BASE_DIGITS - text.length())).append(text);
    }
    int digitsScale = (count - 1 - weight) * BASE_DIGITS;
    // Digits beyond the display scale are cut, as in PostgreSQL.
    return Decimal.of(new BigInteger(digits.toString()), digitsScale).truncate(scale);
  }
}
