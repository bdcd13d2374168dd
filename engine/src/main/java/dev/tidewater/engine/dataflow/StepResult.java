package dev.tidewater.engine.dataflow;

import dev.tidewater.zset.Batch;

/**
 * The changes of one step, at time 0.
 *
 * @param rows in the dataflow's layout
 * @param errors in the layout of {@link dev.tidewater.engine.operator.ErrorCollector#LAYOUT}
 */
public record StepResult(Batch rows, Batch errors) {}
