/** Files of queries whose answers are those of a real PostgreSQL, at once and maintained. */
@NullMarked
package dev.tidewater.sqltests.maintained;

import org.jspecify.annotations.NullMarked;
