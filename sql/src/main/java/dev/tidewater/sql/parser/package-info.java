/**
 * From SQL text to syntax tree and back: {@link dev.tidewater.sql.parser.SqlParser} and {@link
 * dev.tidewater.sql.parser.SqlPrinter}.
 */
@NullMarked
package dev.tidewater.sql.parser;

import org.jspecify.annotations.NullMarked;
