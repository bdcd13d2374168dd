package dev.tidewater.sink.iceberg.table;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * Whether a table that is already there can take a relation's rows. Columns are matched by name;
 * their order and ids are the table's own. A column of the table that the relation does not have is
 * fine if it is optional: it reads as NULL.
 */
final class SchemaFit {
  private SchemaFit() {}

  /** Refuses a table that does not fit, naming every field that differs. */
  static void check(
      String table, Schema actual, PartitionSpec spec, int formatVersion, Schema ours) {
    if (formatVersion < 2) {
      throw mismatch(table, "format version is " + formatVersion + ", expected at least 2");
    }
    if (spec.isPartitioned()) {
      throw new TidewaterException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "Iceberg table \"{table}\" is partitioned")
          .with("table", table)
          .hint("Name an unpartitioned table, or one that does not exist yet.");
    }
    List<String> differences = new ArrayList<>();
    for (Types.NestedField expected : ours.columns()) {
      Types.NestedField found = actual.findField(expected.name());
      if (found == null) {
        differences.add("field \"" + expected.name() + "\" is missing, expected " + show(expected));
      } else {
        compare(expected, found, differences);
      }
    }
    for (Types.NestedField found : actual.columns()) {
      if (found.isRequired() && ours.findField(found.name()) == null) {
        differences.add(
            "field \"" + found.name() + "\" is required and the relation does not have it");
      }
    }
    if (!differences.isEmpty()) {
      throw mismatch(table, String.join("; ", differences));
    }
  }

  private static TidewaterException mismatch(String table, String detail) {
    return new TidewaterException(
            ErrorCode.DATATYPE_MISMATCH,
            "Iceberg table \"{table}\" does not fit the relation: {difference}")
        .with("table", table)
        .with("difference", detail)
        .hint("Change the table or the relation so that they agree, or name another table.");
  }

  private static void compare(
      Types.NestedField expected, Types.NestedField found, List<String> differences) {
    if (!sameType(expected.type(), found.type())) {
      differences.add(
          "field \""
              + expected.name()
              + "\" is "
              + withoutIds(found.type())
              + ", expected "
              + withoutIds(expected.type()));
    }
    if (expected.isOptional() && found.isRequired()) {
      differences.add(
          "field \"" + expected.name() + "\" is required, but the relation's column can be NULL");
    }
  }

  private static boolean sameType(Type expected, Type found) {
    if (expected.isListType() && found.isListType()) {
      boolean nullsFit =
          found.asListType().isElementOptional() || expected.asListType().isElementRequired();
      return nullsFit
          && sameType(expected.asListType().elementType(), found.asListType().elementType());
    }
    return expected.equals(found);
  }

  private static String show(Types.NestedField field) {
    return (field.isOptional() ? "optional " : "required ") + withoutIds(field.type());
  }

  private static String withoutIds(Type type) {
    return type.isListType()
        ? "list<" + withoutIds(type.asListType().elementType()) + ">"
        : type.toString();
  }
}
