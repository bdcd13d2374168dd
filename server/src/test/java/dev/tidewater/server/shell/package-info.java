/** Tests. */
@NullMarked
package dev.tidewater.server.shell;

import org.jspecify.annotations.NullMarked;
