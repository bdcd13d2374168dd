/** Writing tables: group commit, primary keys. */
@NullMarked
package dev.tidewater.coordinator.table;

import org.jspecify.annotations.NullMarked;
