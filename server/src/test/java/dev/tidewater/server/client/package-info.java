/** Real clients against the real server. */
@NullMarked
package dev.tidewater.server.client;

import org.jspecify.annotations.NullMarked;
