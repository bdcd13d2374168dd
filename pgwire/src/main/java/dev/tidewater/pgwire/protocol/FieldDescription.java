package dev.tidewater.pgwire.protocol;

import dev.tidewater.pgwire.protocol.FormatCodes.Format;
import dev.tidewater.types.SqlType;

/**
 * A column as RowDescription tells of it.
 *
 * @param typeSize bytes of a value; -1 if it varies, -2 for a zero-ended string
 */
public record FieldDescription(
    String name, int typeOid, int typeSize, int typeModifier, Format format) {

  public static FieldDescription of(String name, SqlType type, Format format) {
    return new FieldDescription(name, type.oid(), type.length(), type.typmod(), format);
  }
}
