/** What the analyzer asks of the catalog, and the context in which a statement is understood. */
@NullMarked
package dev.tidewater.sql.catalog;

import org.jspecify.annotations.NullMarked;
