/** What the store's operations cost on this machine. */
@NullMarked
package dev.tidewater.benchmarks.store;

import org.jspecify.annotations.NullMarked;
