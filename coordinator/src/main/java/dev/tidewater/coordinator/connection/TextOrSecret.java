package dev.tidewater.coordinator.connection;

import dev.tidewater.sql.ast.QualifiedName;

/** A value that was given in the statement, or the name of the secret that holds it. */
public sealed interface TextOrSecret {
  record Text(String value) implements TextOrSecret {}

  record Secret(QualifiedName name) implements TextOrSecret {}
}
