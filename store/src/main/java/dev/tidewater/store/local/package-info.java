/** A store in a directory of this machine. */
@NullMarked
package dev.tidewater.store.local;

import org.jspecify.annotations.NullMarked;
