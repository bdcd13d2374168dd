/** The one timeline: who gets which time. */
@NullMarked
package dev.tidewater.coordinator.time;

import org.jspecify.annotations.NullMarked;
