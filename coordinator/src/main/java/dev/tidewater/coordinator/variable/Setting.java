package dev.tidewater.coordinator.variable;

import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * A run-time setting that exists.
 *
 * @param name in PostgreSQL's spelling; found whatever the case
 * @param defaultValue its value before anybody set it
 * @param description one line for {@code SHOW ALL}
 * @param access who may change it
 * @param reporting whether clients are told of changes (PostgreSQL's GUC_REPORT)
 * @param normalizer checks a new value and gives its canonical form, or throws
 */
record Setting(
    String name,
    String defaultValue,
    String description,
    Access access,
    Reporting reporting,
    UnaryOperator<String> normalizer) {

  enum Access {
    SETTABLE,
    READ_ONLY
  }

  enum Reporting {
    REPORTED,
    SILENT
  }

  String key() {
    return name.toLowerCase(Locale.ROOT);
  }
}
