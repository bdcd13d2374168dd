package dev.tidewater.engine.function;

/** How a function is computed: made fit for the types and constants of one call. */
@FunctionalInterface
public interface Implementation {
  /** Fails only for what is wrong with the call itself, whatever the rows are. */
  VectorFunction bind(BoundCall call);
}
