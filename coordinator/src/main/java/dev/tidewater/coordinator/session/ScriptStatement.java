package dev.tidewater.coordinator.session;

/** A statement of a script that has been parsed and not yet analyzed. Opaque to protocol heads. */
public interface ScriptStatement {
  /** Its own text. */
  String sql();
}
