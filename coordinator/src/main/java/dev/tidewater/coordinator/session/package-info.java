/** What a protocol head sees of the database: sessions, prepared statements, results. */
@NullMarked
package dev.tidewater.coordinator.session;

import org.jspecify.annotations.NullMarked;
