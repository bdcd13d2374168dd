/** Tests. */
@NullMarked
package dev.tidewater.server.command;

import org.jspecify.annotations.NullMarked;
