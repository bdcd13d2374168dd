/** Sources as SQL makes them, against the whole server. */
@NullMarked
package dev.tidewater.sqltests.source;

import org.jspecify.annotations.NullMarked;
