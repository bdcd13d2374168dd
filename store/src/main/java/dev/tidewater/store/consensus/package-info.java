/**
 * Small logs with compare-and-append in a SQL database: what decides which batches a collection
 * has. SQLite inside the process now, PostgreSQL for several processes later.
 */
@NullMarked
package dev.tidewater.store.consensus;

import org.jspecify.annotations.NullMarked;
