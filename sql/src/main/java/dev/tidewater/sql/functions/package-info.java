/** Functions, operators and casts as the analyzer chooses among them. */
@NullMarked
package dev.tidewater.sql.functions;

import org.jspecify.annotations.NullMarked;
