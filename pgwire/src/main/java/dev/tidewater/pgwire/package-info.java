/**
 * PostgreSQL wire protocol version 3: listens, authenticates and runs each client's messages
 * against a {@link dev.tidewater.coordinator.session.Session}.
 */
@NullMarked
package dev.tidewater.pgwire;

import org.jspecify.annotations.NullMarked;
