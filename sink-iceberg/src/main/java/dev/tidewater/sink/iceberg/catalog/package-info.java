/** Iceberg catalogs and the files behind them: how they are named, opened and checked. */
@NullMarked
package dev.tidewater.sink.iceberg.catalog;

import org.jspecify.annotations.NullMarked;
