/** Random queries over random data, against the whole server and a real PostgreSQL. */
@NullMarked
package dev.tidewater.sqltests.fuzz;

import org.jspecify.annotations.NullMarked;
