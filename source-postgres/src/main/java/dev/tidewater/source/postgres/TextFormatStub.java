package dev.tidewater.source.postgres;

import dev.tidewater.types.SqlType;

final class TextFormatStub {
  private TextFormatStub() {}

  static Object parse(SqlType type, String text) {
    throw new UnsupportedOperationException(type.display() + text);
  }
}
