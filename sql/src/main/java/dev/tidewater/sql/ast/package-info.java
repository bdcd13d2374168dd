/**
 * The syntax tree: what a statement says, before any name in it is looked up.
 *
 * <p>All nodes are immutable records behind sealed interfaces. Two nodes are equal if they mean the
 * same text; where they were written does not count (see {@link dev.tidewater.sql.ast.Position}).
 */
@NullMarked
package dev.tidewater.sql.ast;

import org.jspecify.annotations.NullMarked;
