/** One server: its data directory, its database and its protocol heads, started and stopped. */
@NullMarked
package dev.tidewater.server.instance;

import org.jspecify.annotations.NullMarked;
