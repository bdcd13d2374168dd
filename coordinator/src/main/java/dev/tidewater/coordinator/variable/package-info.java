/** Run-time settings: SET, SHOW, RESET. */
@NullMarked
package dev.tidewater.coordinator.variable;

import org.jspecify.annotations.NullMarked;
