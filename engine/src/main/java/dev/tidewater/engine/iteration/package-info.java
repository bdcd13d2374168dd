/**
 * Recursion: operators that are repeated until nothing changes, and stay incremental in both
 * directions, from step to step and from round to round.
 */
@NullMarked
package dev.tidewater.engine.iteration;

import org.jspecify.annotations.NullMarked;
