package dev.tidewater.pgwire.protocol;

import dev.tidewater.types.SqlType;
import java.util.List;

/** Finds the encoder of a type in a format. */
public final class ColumnEncoders {
  private ColumnEncoders() {}

  /** An encoder for each column of a result. */
  public static List<ColumnEncoder> of(List<SqlType> types, FormatCodes formats) {
    throw new UnsupportedOperationException();
  }
}
