package dev.tidewater.sql.analyzer;

import dev.tidewater.types.SqlType;
import dev.tidewater.types.TypeKind;

/** Which types have an order. */
final class Ordering {
  private Ordering() {}

  static boolean exists(SqlType type) {
    return !type.is(TypeKind.VOID);
  }
}
