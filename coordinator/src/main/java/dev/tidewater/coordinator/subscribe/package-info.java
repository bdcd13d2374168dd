/** How SUBSCRIBE shows the changes of a relation as rows. */
@NullMarked
package dev.tidewater.coordinator.subscribe;

import org.jspecify.annotations.NullMarked;
