/** The whole server, killed while it works: nothing is lost, nothing doubled, nothing torn. */
@NullMarked
package dev.tidewater.sqltests.crash;

import org.jspecify.annotations.NullMarked;
