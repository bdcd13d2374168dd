package dev.tidewater.source.postgres;

import dev.tidewater.types.SqlType;

final class TextFormatStub {
  private TextFormatStub() {}

  static String format(SqlType type, Object value) {
    return value.toString();
  }

  static Object parse(SqlType type, String text) {
    throw new UnsupportedOperationException(type.display() + text);
  }
}
