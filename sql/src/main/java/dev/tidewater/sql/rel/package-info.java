/**
 * Our types, functions and tables in Calcite's clothes: what analyzer, optimizer and lowering
 * share.
 */
@NullMarked
package dev.tidewater.sql.rel;

import org.jspecify.annotations.NullMarked;
