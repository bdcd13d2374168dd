/** How long single statements take, as a client sees it. */
@NullMarked
package dev.tidewater.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
