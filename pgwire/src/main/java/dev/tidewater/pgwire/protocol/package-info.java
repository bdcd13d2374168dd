/** The messages of the protocol and their bytes, in both directions; knows nothing of sessions. */
@NullMarked
package dev.tidewater.pgwire.protocol;

import org.jspecify.annotations.NullMarked;
