package dev.tidewater.pgwire.protocol;

import dev.tidewater.pgwire.protocol.FormatCodes.Format;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.format.BinaryFormat;
import dev.tidewater.types.format.TextFormat;

/** Reads parameter values. */
public final class ParameterDecoder {
  private final TextFormat textFormat;

  public ParameterDecoder(TextFormat textFormat) {
    this.textFormat = textFormat;
  }

  /** The value in the Java form of its type. */
  public Object decode(SqlType type, Format format, byte[] encoded) {
    return switch (format) {
      case TEXT -> textFormat.parse(type, BodyReader.decodeUtf8(encoded));
      case BINARY -> BinaryFormat.parse(type, encoded);
    };
  }
}
