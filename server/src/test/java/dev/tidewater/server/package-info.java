/** Tests. */
@NullMarked
package dev.tidewater.server;

import org.jspecify.annotations.NullMarked;
