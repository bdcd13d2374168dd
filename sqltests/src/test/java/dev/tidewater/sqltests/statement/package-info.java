/** Statements that take time or go on, against the whole server. */
@NullMarked
package dev.tidewater.sqltests.statement;

import org.jspecify.annotations.NullMarked;
