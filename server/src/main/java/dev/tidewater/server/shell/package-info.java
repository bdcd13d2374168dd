/** A client for the terminal: splits scripts into statements, runs them and prints results. */
@NullMarked
package dev.tidewater.server.shell;

import org.jspecify.annotations.NullMarked;
