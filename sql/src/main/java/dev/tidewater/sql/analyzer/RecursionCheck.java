package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.ast.Query.CommonTable;

/** Whether a WITH RECURSIVE query names itself; if not, it is a plain one. */
final class RecursionCheck {
  private RecursionCheck() {}

  static boolean mentions(CommonTable table) {
    // Records print all that is in them, so a mention shows; a false alarm only refuses.
    String mention = "Identifier[value=" + table.name().value() + ",";
    return table.query().toString().contains(mention);
  }
}
