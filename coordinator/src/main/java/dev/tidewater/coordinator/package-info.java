/**
 * The heart of the server: {@link dev.tidewater.coordinator.Coordinator} opens what is durable,
 * keeps running what the catalog says, and gives out sessions.
 */
@NullMarked
package dev.tidewater.coordinator;

import org.jspecify.annotations.NullMarked;
