package dev.tidewater.coordinator.execute;

/** How the time of a read is chosen. */
enum Isolation {
  /** Not before anything that somebody has seen; waits for inputs that are behind that. */
  STRICT_SERIALIZABLE,
  /** The freshest time at which all inputs are complete, however long ago. */
  SERIALIZABLE;

  /** The level that a value of {@code transaction_isolation} stands for. */
  static Isolation of(String setting) {
    return setting.equals("strict serializable") ? STRICT_SERIALIZABLE : SERIALIZABLE;
  }
}
