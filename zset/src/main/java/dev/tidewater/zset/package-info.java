/** Z-sets as sorted runs of encoded rows: the one currency of store, engine and sinks. */
@NullMarked
package dev.tidewater.zset;

import org.jspecify.annotations.NullMarked;
