/** Keeps running what the catalog says should run: sources, dataflows, sinks. */
@NullMarked
package dev.tidewater.coordinator.control;

import org.jspecify.annotations.NullMarked;
