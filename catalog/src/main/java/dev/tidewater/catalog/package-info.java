/**
 * The objects of the database and their durable definitions. {@link dev.tidewater.catalog.Catalog}
 * is the door; {@link dev.tidewater.catalog.CatalogSnapshot} is what everybody reads.
 */
@NullMarked
package dev.tidewater.catalog;

import org.jspecify.annotations.NullMarked;
