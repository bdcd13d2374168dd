/** What an Iceberg table must look like for a relation, and whether one does. */
@NullMarked
package dev.tidewater.sink.iceberg.table;

import org.jspecify.annotations.NullMarked;
