/** The order-preserving row encoding: comparing encoded rows is comparing unsigned bytes. */
@NullMarked
package dev.tidewater.types.row;

import org.jspecify.annotations.NullMarked;
