package dev.tidewater.types;

import dev.tidewater.types.TypeKind.Physical;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * A row as a value: PostgreSQL's anonymous {@code record}, whose fields are known all the same. Any
 * field may be NULL. Never the type of a stored column.
 */
public record RecordType(List<Field> fields) implements SqlType {
  public static final int OID = 2249;

  /** A field by its name, which need not be unique. */
  public record Field(String name, SqlType type) {}

  public RecordType {
    fields = List.copyOf(fields);
  }

  public List<SqlType> types() {
    return fields.stream().map(Field::type).toList();
  }

  /** The position of the first field of a name. */
  public OptionalInt find(String name) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** As it stands in plans: PostgreSQL itself says {@code record} only. */
  public String signature() {
    return fields.stream()
        .map(field -> field.name() + " " + signature(field.type()))
        .collect(Collectors.joining(", ", "record(", ")"));
  }

  private static String signature(SqlType type) {
    return type instanceof RecordType record ? record.signature() : type.display();
  }

  @Override
  public Physical physical() {
    return Physical.BYTES;
  }

  @Override
  public int oid() {
    return OID;
  }

  @Override
  public int typmod() {
    return -1;
  }

  @Override
  public String display() {
    return "record";
  }
}
