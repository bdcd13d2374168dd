/** Other engines read what sinks have written. */
@NullMarked
package dev.tidewater.sqltests.lake;

import org.jspecify.annotations.NullMarked;
