/**
 * Incremental operators over changes of Z-sets. An operator is pushed the changes of a step in any
 * number of parts and then told that the step is complete; it knows nothing of threads, clocks,
 * disks or networks.
 */
@NullMarked
package dev.tidewater.engine.operator;

import org.jspecify.annotations.NullMarked;
