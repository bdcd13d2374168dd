/** How a client proves who it is. */
@NullMarked
package dev.tidewater.pgwire.authentication;

import org.jspecify.annotations.NullMarked;
