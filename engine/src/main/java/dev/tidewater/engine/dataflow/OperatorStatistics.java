package dev.tidewater.engine.dataflow;

/**
 * What an operator holds.
 *
 * @param name of its kind
 * @param updates kept as state
 * @param memoryBytes of state and buffers
 */
public record OperatorStatistics(String name, long updates, long memoryBytes) {}
