package dev.tidewater.engine.operator;

/**
 * Called every few thousand rows of work. Lets a host cancel a query or enforce its memory limit by
 * throwing.
 */
@FunctionalInterface
public interface Checkpoint {
  Checkpoint NONE = () -> {};

  void check();
}
