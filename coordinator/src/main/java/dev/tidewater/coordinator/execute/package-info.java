/** Sessions at work: statements are prepared, executed, and grouped into transactions. */
@NullMarked
package dev.tidewater.coordinator.execute;

import org.jspecify.annotations.NullMarked;
