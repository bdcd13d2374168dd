/** Connections to outside systems: their options, checked and typed. */
@NullMarked
package dev.tidewater.coordinator.connection;

import org.jspecify.annotations.NullMarked;
