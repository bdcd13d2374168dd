/**
 * Names, types and overloads with PostgreSQL's semantics: from the syntax tree to Calcite's
 * relational algebra, over our own types and functions.
 */
@NullMarked
package dev.tidewater.sql.analyzer;

import org.jspecify.annotations.NullMarked;
