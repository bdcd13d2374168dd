/** How fast batches are built, merged and searched, and operators stepped. */
@NullMarked
package dev.tidewater.benchmarks.zset;

import org.jspecify.annotations.NullMarked;
