/** Tests. */
@NullMarked
package dev.tidewater.server.instance;

import org.jspecify.annotations.NullMarked;
