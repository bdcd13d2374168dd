/** SQLite's SQLLogicTest suite, over the wire, beside a real PostgreSQL. */
@NullMarked
package dev.tidewater.sqltests.logic;

import org.jspecify.annotations.NullMarked;
