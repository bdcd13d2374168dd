package dev.tidewater.sql.rel;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a constant so that different constants of one type are different texts. */
final class ConstantText {
  private ConstantText() {}

  static String of(@Nullable Object value) {
    if (value == null) {
      return "NULL";
    }
    if (value instanceof byte[] bytes) {
      return "x'" + HexFormat.of().formatHex(bytes) + "'";
    }
    if (value instanceof Object[] array) {
      return Arrays.stream(array).map(ConstantText::of).collect(Collectors.joining(",", "[", "]"));
    }
    if (value instanceof String text) {
      return "'" + text.replace("'", "''") + "'";
    }
    return value.toString();
  }
}
