package dev.tidewater.types;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value of a {@link RecordType}: its fields in Java form, null for NULL. Immutable. */
public final class RecordValue {
  private final List<@Nullable Object> fields;

  private RecordValue(List<@Nullable Object> fields) {
    this.fields = fields;
  }

  public static RecordValue of(@Nullable Object... fields) {
    return new RecordValue(Collections.unmodifiableList(Arrays.asList(fields.clone())));
  }

  public List<@Nullable Object> fields() {
    return fields;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RecordValue that
        && Arrays.deepEquals(fields.toArray(), that.fields.toArray());
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(fields.toArray());
  }

  @Override
  public String toString() {
    return fields.toString();
  }
}
