/** Making, changing and dropping objects. */
@NullMarked
package dev.tidewater.coordinator.ddl;

import org.jspecify.annotations.NullMarked;
