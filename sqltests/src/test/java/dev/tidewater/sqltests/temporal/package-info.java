/** Rows that come and go with time, on the whole server. */
@NullMarked
package dev.tidewater.sqltests.temporal;

import org.jspecify.annotations.NullMarked;
