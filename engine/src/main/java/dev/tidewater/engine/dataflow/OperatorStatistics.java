package dev.tidewater.engine.dataflow;

/**
 * What an operator holds and has done since the dataflow began.
 *
 * @param name of its kind
 * @param updates kept as state
 * @param memoryBytes of state and buffers
 * @param updatesIn taken from its inputs
 * @param updatesOut given on
 * @param workNanos time spent in it, without those behind it
 */
public record OperatorStatistics(
    String name, long updates, long memoryBytes, long updatesIn, long updatesOut, long workNanos) {}
