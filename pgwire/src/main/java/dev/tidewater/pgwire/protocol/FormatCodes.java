package dev.tidewater.pgwire.protocol;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.Arrays;

/**
 * The formats of a list of values as Bind gives them: none (all are text), one for all, or one for
 * each.
 */
public final class FormatCodes {
  /** How a value is written. */
  public enum Format {
    TEXT(0),
    BINARY(1);

    private final int code;

    Format(int code) {
      this.code = code;
    }

    /** The number that stands for it on the wire. */
    public int code() {
      return code;
    }
  }

  public static final FormatCodes ALL_TEXT = new FormatCodes(new Format[0]);
  public static final FormatCodes ALL_BINARY = new FormatCodes(Format.BINARY);

  private final Format[] formats;

  FormatCodes(Format... formats) {
    this.formats = formats.clone();
  }

  /** The format of the value at a position, counting from 0. */
  public Format at(int position) {
    return switch (formats.length) {
      case 0 -> Format.TEXT;
      case 1 -> formats[0];
      default -> formats[position];
    };
  }

  /** Fails unless these formats can be those of {@code values} values. */
  public void requireFits(int values) {
    if (formats.length > 1 && formats.length != values) {
      throw new TidewaterException(
              ErrorCode.PROTOCOL_VIOLATION,
              "bind message has {formats} formats but {values} values")
          .with("formats", formats.length)
          .with("values", values);
    }
  }

  @Override
  public String toString() {
    return Arrays.toString(formats);
  }
}
