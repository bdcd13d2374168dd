/** Window functions: partitions in order, frames, and what is computed over them. */
@NullMarked
package dev.tidewater.engine.window;

import org.jspecify.annotations.NullMarked;
