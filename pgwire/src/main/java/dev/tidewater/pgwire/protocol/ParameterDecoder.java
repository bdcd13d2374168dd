package dev.tidewater.pgwire.protocol;

import dev.tidewater.pgwire.protocol.FormatCodes.Format;
import dev.tidewater.types.SqlType;

/** Reads parameter values. */
public final class ParameterDecoder {
  private ParameterDecoder() {}

  /** The value in the Java form of its type. */
  public static Object decode(SqlType type, Format format, byte[] encoded) {
    throw new UnsupportedOperationException();
  }
}
