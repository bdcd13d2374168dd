/** Secrets: encrypted at rest, never shown. */
@NullMarked
package dev.tidewater.coordinator.secret;

import org.jspecify.annotations.NullMarked;
