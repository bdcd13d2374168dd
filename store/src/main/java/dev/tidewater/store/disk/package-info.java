/** The few file operations that durability rests on, behind an interface that a test disk fits. */
@NullMarked
package dev.tidewater.store.disk;

import org.jspecify.annotations.NullMarked;
